package main

var (
	msgPolicyShort      = message{"方針（何をどこに置いてよいか）を確かめ、試す", "check a policy, and try what it would change"}
	msgPolicyShowShort  = message{"組み込みの方針を表示する", "print a policy that is built in"}
	msgPolicyShowLong   = message{"組み込みの方針を表示します。写して、自機関の規程に合わせて直してください。\n  %s", "Prints a policy that is built in, to be copied and made your own.\n  %s"}
	msgPolicyCheckShort = message{"方針の書き間違いと、重なる・食い違う規則を示す", "tell mistakes, and rules that overlap or contradict one another"}
	msgPolicyCheckLong  = message{`書き間違い（知らない名前、型の違い、同じ条件で違う判定）は行番号を付けて示し、終了コード 10 になります。
決して採られない規則、食い違う許可、表で重なる行、表が決めていない場所は、注意として示します。

cel: に書ける式（CEL、https://cel.dev）で使えるもの:
  types categories labels   検出した種類・分類、格付けの表示（例 "name" in types）
  count("email")            その種類の件数
  persons size age_days     推定人数、バイト数、最終更新からの日数（不明は -1）
  exposure shares           共有範囲の名前、共有相手の数
  grade storage             この方針の格付け・保存場所の id
  kind contract device source path owner department media encrypted`,
		`Mistakes (unknown names, wrong types, the same conditions with different verdicts) are told with their
lines, and the exit code is 10. Rules that never decide, permissions that never take effect, lines of the
matrix that cross, and places about which it says nothing are told as warnings.

What a line of CEL (https://cel.dev) under cel: may ask for:
  types categories labels   of findings; marks of the document ("name" in types)
  count("email")            how many of a type
  persons size age_days     estimated persons, bytes, days since the last change (-1 unknown)
  exposure shares           who can reach it, by name; with how many accounts it is shared
  grade storage             ids of this policy
  kind contract device source path owner department media encrypted`}
	msgPolicyTestShort = message{"方針を変えると判定がどう変わるかを、台帳の記録で示す", "show on the ledger's records what a policy would change"}
	msgPolicyTestLong  = message{`前回の点検の記録に方針を当てはめ、判定がどう変わるかを示します。ファイルは読まず、台帳も書き換えません。
この方針を設定に書くと、次の点検の終わりに同じ判定になります（ファイルの読み直しは要りません）。`,
		`Applies a policy to the records of the last scan and shows what it would judge otherwise. It reads no file
and changes nothing. Written into the configuration, the policy takes effect at the end of the next scan,
which need not read anything again for it.`}
	msgPolicySchemaShort = message{"方針ファイルの JSON Schema を表示する", "print the JSON Schema of a policy"}
	msgPolicyNone        = message{"組み込みの方針 %q はありません。あるのは %s です", "there is no built-in policy %q; there are %s"}
	msgPolicyGood        = message{"%s に間違いはありません（格付け %d、表 %d 行、規則 %d、近くの規則 %d）", "%s is valid (%d grades, %d lines of the matrix, %d rules, %d about neighbours)"}
	msgPolicyWarnings    = message{"%s: 注意 %d 件", "%s: %d warnings"}
	msgPolicyWarned      = message{"方針 %s に注意 %d 件があります。tenken policy check で見られます", "%d rules of the policy %[1]s may not be meant: see tenken policy check"}

	msgTrialHead = message{"方針 %s を、点検 %d の記録 %d 件（検出があるもの %d 件）に当てはめました。",
		"policy %s applied to the %[3]d records of run %[2]d (%[4]d with findings)."}
	msgTrialColumns = message{"\n%s  今の判定  この方針", "\n%s  now       then"}
	msgTrialChange  = message{"\n変わるファイル %d 件: 新たに要対応 %d、要対応でなくなる %d、重さや根拠だけ変わる %d",
		"\n%d files change: %d newly to act on, %d no longer, %d in level or clause only"}
	msgTrialSkips = message{"新しく点検の対象になる %d 件、対象から外れる %d 件", "%d files would be inspected that are not now, %d no longer"}
	msgTrialRules = message{"\n規則ごとのファイル数", "\nfiles by rule"}
	msgTrialUnits = message{"\n部局ごとの要対応ファイル", "\nfiles to act on, by department"}
	msgTrialFiles = message{"\n変わるファイル（重いものから %d 件。--all ですべて、--json で機械向け）", "\nfiles that change (the gravest %d; --all shows all, --json is for machines)"}
	msgTrialAll   = message{"変わるファイルをすべて表示する", "show every file that changes"}
	msgTrialSame  = message{"判定は一つも変わりません。", "no verdict changes."}
)

var (
	msgFlagLaw      = message{"漏えい等報告の法令のデータ（既定は組み込み）", "data of the law of leak reports (default: the built-in one)"}
	msgUnclassified = message{"未分類", "Unclassified"}
)
