package main

var (
	msgOwnersShort = message{"所有者ごとに、どの部局のものとするかと、その根拠を示す", "tell for every owner to which department the files go, and why"}
	msgOwnersLong  = message{`台帳にある所有者ごとに、部局と、それを決めたものを示します。部局は、次の順に、最初に分かったものになります。
  1 設定の departments（paths、owners）   2 対応表 mapping（パス、所有者の順）
  3 名簿 people（ous、所属。退職者を除く） 4 保存先の名簿（同）   5 タグ
  6 設定の departments（sources）         7 いちばん上のフォルダー（フォルダーと S3 だけ）
どれでも分からないものは「未分類」の帳票になります。`,
		`Tells for every owner in the ledger the department and what decided it: the first that knows one of
  1 departments of the configuration (paths, owners)   2 the mapping file (paths, then owners)
  3 people (ous, department; not of those who left)    4 the source's directory (the same)   5 tags
  6 departments of the configuration (sources)         7 the first folder (folders and S3 only)
What none of them knows goes to the book 未分類 (Unclassified).`}
	msgOwnersHead    = message{"保存先  所有者 → 部局  [所有者から決めたもの]  ファイル / 要対応", "source  owner → department  [decided by]  files / to act on"}
	msgNobody        = message{"（所有者なし）", "(no owner)"}
	msgRetired       = message{"【退職・無効】", "[left or disabled]"}
	msgStranger      = message{"%s: %d 行目: 所有者 %q のファイルもアカウントもありません。綴りを確かめてください", "%s: line %d: neither a file nor an account belongs to owner %q; check its spelling"}
	msgMeant         = message{"（%q ではありませんか）", " (did you mean %q?)"}
	msgMoreStrangers = message{"%s: ほかに %d 行。tenken config owners で確かめられます", "%s: and %d more lines; see tenken config owners"}
	msgUnassigned    = message{"部局の分からない所有者が %d 人います（%d ファイル: %s）。「未分類」の帳票に入れました。tenken config owners で確かめ、対応表か名簿に加えてください",
		"%d owners belong to no department (%d files: %s); they are in the book 未分類. See tenken config owners, and add them to the mapping file or the directory of people"}
	msgClashes = message{"名簿で複数の人のものになっているアカウントが %d あります（%s）。どの部局か決められません", "%d accounts belong to several people in the directories (%s), so that their department cannot be told"}
)
