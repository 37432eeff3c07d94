package main

// message is one text in both languages; the verbs of both are the same.
type message struct{ ja, en string }

var (
	msgShort = message{"クラウドやPCに置かれた機微情報を点検し、部局ごとの自己点検表を作ります",
		"inspects storage for sensitive data and writes self-inspection workbooks"}
	msgLong = message{`tenken（点検）は、フォルダーの中のファイルを実際に読み、個人情報・医療情報・研究情報が
どこに何人分あるかを調べ、部局ごとの自己点検表（Excel）を作ります。

  tenken demo                 まず試す（架空の大学のファイルを作って点検します）
  tenken scan フォルダー       自分のフォルダーを点検する

読み取るだけで、書き換えも送信もしません。見つけた値そのものはどこにも残しません。`,
		`tenken reads the files in a folder, finds personal, medical and research data, estimates
how many people they concern, and writes one Excel workbook per department.

  tenken demo                 try it first: makes a synthetic campus and really scans it
  tenken scan FOLDER          scan your own folder

It only reads; nothing is changed, nothing leaves this machine, and no value that was
found is kept anywhere.`}
	msgRule      = message{"判定の根拠: %s（推定 %d 人）", "decided by: %s (about %d persons)"}
	msgNoRule    = message{"どの規則にも当てはまらないため、該当なし", "no rule of the policy holds"}
	msgWhy       = message{"%s %d 件: %s", "%s, %d found: %s"}
	msgWhyNot    = message{"%s %d 件は数えない: %s", "%s, %d not counted: %s"}
	msgWeak      = message{"手がかりが弱い", "the evidence is weak"}
	msgNothing   = message{"検出したものはない", "nothing was found"}
	msgSeeHelp   = message{"使い方: %s --help", "see: %s --help"}
	msgFlagJSON  = message{"機械向けに JSON Lines で標準出力に書く", "write JSON Lines for machines to standard output"}
	msgFlagQuiet = message{"うまくいったときは何も表示しない（cron 向け）", "say nothing on success (for cron)"}
	msgFlagLang  = message{"表示の言語 ja|en（既定はロケール）", "language ja|en (default: the locale)"}
	msgFlagLog   = message{"ログの細かさ debug|info|warn|error", "log level debug|info|warn|error"}
	msgBadLang   = message{"ja か en を指定してください", "must be ja or en"}
	msgBadLevel  = message{"debug、info、warn、error のどれかを指定してください", "must be debug, info, warn or error"}

	msgScanShort = message{"フォルダーを点検して、部局ごとの自己点検表を作る", "scan folders and write the workbooks"}
	msgScanLong  = message{`指定したフォルダー（または設定ファイルの保存場所）を点検し、部局ごとの自己点検表を --out に書きます。
部局は、指定したフォルダーのすぐ下のフォルダー名です（--department で一つに決められます）。
2 回目からは、新しいファイルと変わったファイルだけを読みます。途中で止めても、次に同じ指定で続きから始まります。

終了コード: 0 完了 / 3 完了したが読めないものがある / 4 --fail-on の水準に達した / 10 指定の誤り /
11 ほかの点検が実行中 / 12 権限がない / 13 台帳の異常 / 75 利用枠を使い切った / 130 中断（続きから再開できます）`,
		`Scans the folders (or the sources of a configuration) and writes one workbook per department into --out.
A department is the first folder level below a given folder, or --department.
Later scans read only what is new or changed; an interrupted scan goes on where it stopped.

Exit codes: 0 done / 3 done, but some items could not be read / 4 --fail-on reached / 10 usage /
11 locked by another run / 12 not authorised / 13 ledger / 75 quota used up / 130 interrupted, resumable`}
	msgFlagConfig     = message{"設定ファイル（tenken config init で作れます）", "configuration file (see tenken config init)"}
	msgFlagOut        = message{"自己点検表を書くフォルダー（既定 ./tenken-report）", "folder of the workbooks (default ./tenken-report)"}
	msgFlagState      = message{"台帳を置くフォルダー（既定 %s）", "folder of the ledger (default %s)"}
	msgFlagDepartment = message{"すべてのファイルをこの部局のものとする", "put all files into this department"}
	msgFlagFailOn     = message{"この水準以上のファイルがあれば終了コード 4（critical|high|medium|low）", "exit with 4 when a file is at this level or above (critical|high|medium|low)"}
	msgFlagWorkers    = message{"同時に点検するファイルの数（0 は CPU の数）", "files inspected at the same time (0: one for each processor)"}
	msgFlagPasswords  = message{"暗号化されたファイルに試すパスワードのファイル（1 行に 1 つ）", "file of passwords to try on encrypted files, one a line"}
	msgFlagHere       = message{"ファイルを別プロセスで保護せず、このプロセスで読む", "read files in this process, without the protection of one of their own"}
	msgFlagOCR        = message{"画像の文字認識 off|auto|on（auto は Tesseract があれば使う）", "recognise text in pictures: off|auto|on (auto: where Tesseract is installed)"}
	msgBadOCR         = message{"--ocr %s: off、auto、on のどれかを指定してください", "--ocr %s: must be off, auto or on"}
	msgNoOCR          = message{"--ocr=on ですが、Tesseract がありません。apt install %s", "--ocr=on, but Tesseract is not installed: apt install %s"}
	msgMissingTool    = message{"ほかのプログラムがないため読めないファイルがあります。apt install %s（例: %s）", "some files need a program that is not installed: apt install %s (one is %s)"}
	msgBadPasswords   = message{"%s: 1 行に 1 つ、%d 行までのパスワードを書いてください", "%s: must hold one password a line, %d lines at most"}
	msgNoPasswords    = message{"%s: パスワードが書かれていません。1 行に 1 つ書いてください", "%s holds no password; write one a line"}
	msgNothingToScan  = message{`点検する場所が指定されていません。次のどちらかで指定してください。
  tenken scan フォルダー                 そのフォルダーを点検する
  tenken scan --config tenken.yaml      設定ファイルの場所を点検する（tenken config init で作れます）`,
		`nothing to scan. Name a folder or a configuration:
  tenken scan FOLDER
  tenken scan --config tenken.yaml      (tenken config init writes one)`}
	msgBothGiven  = message{"フォルダーと --config は同時に指定できません。どちらか一方にしてください", "give folders or --config, not both"}
	msgMissing    = message{"%s が見つかりません。場所の名前を確かめてください", "%s does not exist; check the path"}
	msgNotAllowed = message{"%s を読む権限がありません。読み取り権限のある利用者で実行してください", "%s may not be read; run as a user who may"}
	msgBadLevelOf = message{"--fail-on %s: critical、high、medium、low のどれかを指定してください", "--fail-on %s: must be critical, high, medium or low"}

	msgSummary = message{`点検が終わりました。
  対象   %8d 件 = 点検済 %d + 一部点検 %d + 対象外 %d + 点検不能 %d（記録 %d 件と一致）
  今回   %8d 件を読み、%d 件は前回から変わらず、%d 件はなくなりました
  要対応 %8d 件（推定 のべ %d 人分）`,
		`The scan is done.
  listed   %8d = inspected %d + partial %d + skipped %d + unreadable %d (records: %d)
  this run %8d read, %d unchanged, %d gone
  to do    %8d files (about %d persons, added up over files)`}
	msgBooks  = message{"自己点検表: %s", "workbooks: %s"}
	msgUnread = message{"読めなかったものが %d 件あります。理由は自己点検表の「未点検」にあります。", "%d items could not be read, wholly or in part; the workbooks say why."}

	msgDoctorShort = message{"接続・権限・空き容量・台帳を確かめ、直し方を示す", "check connections, permissions, disk and ledger, and say how to mend them"}
	msgDoctorLong  = message{`設定ファイルの保存場所ごとに、鍵で何ができるか、どの機能に何が足りないかを、読み取りだけで確かめます。
書き込みもできる鍵は拒みます（承知のうえで使うときは --allow-write-credential）。

終了コード: 0 点検できる（足りない機能は表示）/ 10 設定の誤り / 12 点検できない、または書き込みもできる鍵`,
		`Examines, by reading alone, what the credential of every source may do, and what is missing for which feature.
A credential that may also write is refused unless --allow-write-credential is given.

Exit codes: 0 a scan will work (missing features are shown) / 10 configuration / 12 a scan would not work, or the credential may write`}
	msgFlagAllowWrite = message{"書き込みもできる鍵を承知のうえで使う", "accept a credential that may also write"}
	msgDoctorWrites   = message{"書き込みもできる鍵があります。読み取りだけの鍵に替えてください（承知のうえで使うときは --allow-write-credential）",
		"a credential may also write. Use one that can only read; --allow-write-credential accepts it"}
	msgScanWrites = message{"%s: %s\n読み取りだけのロールまたは利用者に替えてください（tenken doctor で確かめられます）。承知のうえで使うときは --allow-write-credential、または設定の allow_write_credential: true",
		"%s: %s\nuse a role or user that can only read; tenken doctor examines it. --allow-write-credential, or allow_write_credential: true in the configuration, accepts this one"}
	msgDoctorFails   = message{"このままでは点検できない所が %d か所あります", "%d checks failed; a scan would not work"}
	msgDoctorMissing = message{"点検はできます。足りないものが %d 件あります（上の → を参照）", "a scan will work; %d things are missing (see → above)"}
	msgDoctorWell    = message{"問題はありません", "all is well"}

	msgInterrupted = message{"中断しました。ここまでの結果は台帳に残っています。同じ指定でもう一度実行すると、続きから点検します。",
		"interrupted. What was inspected is kept; run the same command again to go on."}
	msgLocked = message{"ほかの点検が同じ台帳を使っています。終わるまで待つか、--state で別の台帳を指定してください。\n%v",
		"another run is using this ledger. Wait for it, or name another one with --state.\n%v"}
	msgFull = message{"ディスクの空きがありません。空きを作ってから同じ指定でもう一度実行すると、続きから点検します。\n%v",
		"the disk is full. Make room and run the same command again; it goes on where it stopped.\n%v"}
	msgNewer = message{"この台帳は新しい版の tenken で作られています。tenken を新しくしてください。\n%v",
		"this ledger was written by a newer tenken. Update tenken.\n%v"}
	msgBroken = message{"台帳が壊れています。フォルダーを別の場所に移し、もう一度点検してください（すべてのファイルを読み直します）。\n%v",
		"the ledger is damaged. Move its folder away and scan again; every file will be read anew.\n%v"}
	msgNoRun = message{"まだ点検していません。先に tenken scan を実行してください。\n%v",
		"nothing has been scanned yet. Run tenken scan first.\n%v"}
	msgQuota = message{"提供元の利用枠を使い切りました。時間をおいて同じ指定で実行すると、続きから点検します。\n%v",
		"the provider's quota is used up. Run the same command later; it goes on where it stopped.\n%v"}
	msgDenied = message{"権限がありません。鍵・プロファイル・ロールを確かめてください。tenken doctor --config で、何が足りないか分かります。\n%v",
		"not authorised. Check key, profile and role; tenken doctor --config tells what is missing.\n%v"}
	msgNoDrive = message{"%s に接続できません: %v\n設定の credentials（鍵のファイル）と admin（管理者のアドレス）を確かめてください。手順は README にあります",
		"%s cannot be connected: %v\ncheck credentials (the key's file) and admin (an administrator's address) in the configuration; the README shows the steps"}
	msgNoGraph = message{"%s に接続できません: %v\n設定の tenant・client・sign_in・certificate と、環境変数 AZURE_CLIENT_SECRET などを確かめてください。手順は README にあります",
		"%s cannot be connected: %v\ncheck tenant, client, sign_in and certificate in the configuration, and variables such as AZURE_CLIENT_SECRET; the README shows the steps"}
	msgDeviceCode   = message{"%s: ブラウザーでサインインしてください。%s", "%s: sign in with a browser. %s"}
	msgNoConnection = message{"%s に接続できません: %v\n設定のプロファイル名と、AWS の設定ファイル（~/.aws/config）を確かめてください",
		"%s cannot be connected: %v\ncheck the name of the profile, and the AWS configuration (~/.aws/config)"}
	msgPlanShort = message{"一覧だけを作り、点検にかかる件数・容量・日数を見積もる", "list only, and say what a scan would come to"}
	msgPlanLong  = message{`保存場所の一覧だけを作り、ファイルの中身は読みません。保存場所と部局ごとに、件数と容量、対象外になるものと理由、
前回から変わらないもの、提供元の利用枠でどれだけかかるかを示します。`,
		`Lists the sources and reads no file. Says, for each source and department, how many files and bytes there are, what
will be skipped and why, what is unchanged since the last scan, and how long the provider's quota makes it take.`}
	msgPlanDepartment = message{"  %s: %d 件 %s、うち読むもの %d 件 %s、変わらないもの %d 件", "  %s: %d files, %s; to be read %d, %s; unchanged %d"}
	msgPlanNone       = message{"（部局なし）", "(no department)"}
	msgPlanSkipped    = message{"    対象外 %d 件: %s", "    skipped %d: %s"}
	msgPlanRefused    = message{"  一覧にできないフォルダー %d か所", "  folders that would not list: %d"}
	msgPlanQuota      = message{"  利用枠 %.0f 単位（一覧 %d ページを含む）、少なくとも %s（%s による）", "  quota: %.0f units (with %d pages of listings), at least %s (by %s)"}
	msgPlanCost       = message{"  費用の目安 %.2f %s（うち外への転送 %.2f）。%s の定価 %s 年時点: %s", "  cost, an estimate: %.2f %s (of it %.2f for moving bytes out); list prices of %s as of %s: %s"}
	msgPlanTotal      = message{"合計 %d 件 %s、うち読むもの %d 件 %s", "in all %d files, %s; to be read %d, %s"}

	msgFlagWatch = message{"終わるまで 2 秒ごとに進み具合を表示する", "show the progress every two seconds until it ends"}
	msgWatch     = message{"点検 %d: 一覧 %d 件%s、点検 %d/%d 件、%.0f 件/秒、残り %s、要対応 %d、読めないもの %d%s%s",
		"run %d: listed %d%s, inspected %d/%d, %.0f files/s, left %s, to do %d, unread %d%s%s"}
	msgWatchMore   = message{"（作成中）", " so far"}
	msgWatchPaused = message{"、%s は %s まで待機", ", %s paused until %s"}

	msgFlagDB = message{"複数の機械で共有する台帳（PostgreSQL の接続文字列。環境変数 TENKEN_DB でも指定できます）",
		"ledger that several machines share: a PostgreSQL connection string (or the variable TENKEN_DB)"}
	msgBadDB     = message{"--db は postgres://利用者@サーバー/データベース の形で指定してください", "--db: want postgres://user@host/database"}
	msgNeedsDB   = message{"--db（または環境変数 TENKEN_DB）で台帳のデータベースを指定してください", "name the ledger's database with --db, or in the variable TENKEN_DB"}
	msgWorkShort = message{"ほかの機械の tenken scan --db を手伝う", "join a tenken scan --db of another machine as a worker"}
	msgWorkLong  = message{`tenken scan --db が一覧にしたファイルを、この機械でも点検します。何台でも、いつでも加わり、抜けられます。
設定・方針・パスワード・外部プログラムは scan と同じものにし、台帳の鍵（scan の --state のフォルダーにある key）を
この機械の --state のフォルダーに同じ名前で置いてください。止めるには Ctrl-C または SIGTERM。

終了コード: 0 止められた / 10 指定の誤り、または scan と規則が違う / 12 権限がない / 13 台帳の異常`,
		`Inspects what tenken scan --db lists, on this machine, too. Any number may come and go at any time.
Configuration, policy, passwords and helper programs must be those of the scan; bring the ledger's key (the file
"key" in the scan's --state folder) into this machine's --state folder. Ctrl-C or SIGTERM ends it.

Exit codes: 0 told to end / 10 usage, or other rules than the scan's / 12 not authorised / 13 ledger`}
	msgFlagWorkState = message{"台帳の鍵（key）を置くフォルダー（既定 %s）", "folder of the ledger's key (default %s)"}
	msgWorking       = message{"%s の点検に加わりました（Ctrl-C で止めます）", "working for %s (Ctrl-C ends it)"}
	msgMigrateShort  = message{"台帳を PostgreSQL に移す", "move a ledger into PostgreSQL"}
	msgMigrateLong   = message{`フォルダーの台帳を、空の PostgreSQL データベースに写します。途中で止まれば何も写りません。元の台帳はそのまま残ります。
鍵はフォルダーに残るので、以後の scan にも同じ --state を指定してください。`,
		`Copies the ledger of a folder into an empty PostgreSQL database, all of it or nothing. The folder stays as it is;
its key stays there, so name the same --state in later scans.`}
	msgMigrated = message{"%d 行を %s から %s へ写しました。\n以後は --db と --state %s を指定して点検してください。",
		"copied %d rows from %s to %s.\nFrom now on, scan with --db and --state %s."}
	msgMigrateUsed = message{"移す先にはすでに点検の記録があります。空のデータベースを指定してください。\n%v",
		"the destination holds runs already; name an empty database.\n%v"}
	msgDSN    = message{"データベースの指定が正しくありません。postgres://利用者@サーバー/データベース の形と名前を確かめてください。\n%v", "the database cannot be opened as named: check postgres://user@host/database.\n%v"}
	msgRights = message{"データベースの利用者に権限がありません。パスワード（PGPASSWORD または ~/.pgpass）と、CONNECT・CREATE・読み書きの権限を確かめてください。\n%v",
		"the database refuses the user. Check the password (PGPASSWORD or ~/.pgpass) and the rights to connect, to create tables, and to read and write them.\n%v"}
	msgAway = message{"データベースに接続できません。サーバーが動いているか、名前・ポート・ファイアウォールを確かめてください。結果は失われていません。\n%v",
		"the database does not answer. Check that the server runs, its name, port and firewall. Nothing is lost.\n%v"}
	msgClock = message{"この機械とデータベースの時計が合っていません。NTP で合わせてください（chronyc makestep など）。\n%v",
		"the clocks of this machine and of the database differ. Set them by NTP (chronyc makestep).\n%v"}
	msgKey = message{"台帳の鍵がこの台帳のものではありません。最初に点検した機械の --state のフォルダーにある key を、この機械の --state のフォルダーに写してください（0600）。\n%v",
		"the key is not this ledger's. Copy the file \"key\" from the --state folder of the machine that scanned first into this machine's (mode 0600).\n%v"}
	msgOlder = message{"台帳が古い版の形です。次の tenken scan が新しくします。\n%v", "the ledger is of an older version; the next tenken scan brings it up to date.\n%v"}
	msgRules = message{"この機械の規則が scan のものと違います。tenken の版、方針、辞書、パスワード、外部プログラム（Tesseract など）を同じにしてください（tenken version、tenken doctor）。\n%v",
		"this machine would record other things than the scan. Make version, policy, dictionaries, passwords and helper programs (Tesseract) the same; see tenken version and tenken doctor.\n%v"}
	msgSources = message{"scan が点検している保存場所の一部が、この機械の設定にありません。同じ設定ファイルを使ってください。\n%v",
		"the scan lists a source that this machine's configuration lacks. Use the same configuration.\n%v"}
	msgCannotWrite = message{"%s を書けません: %v\n%s", "cannot write %s: %v\n%s"}

	msgReportShort = message{"台帳から自己点検表などを書き直す", "write the outputs again from the ledger"}
	msgFlagRun     = message{"点検の番号（既定は最後の点検。tenken status で分かります）", "number of the run (default: the last; see tenken status)"}
	msgFlagFormat  = message{"書く形式（カンマ区切り）: xlsx, jsonl, ocsf, csv, html", "formats to write, separated by commas: xlsx, jsonl, ocsf, csv, html"}
	msgFlagSince   = message{"比べる点検の番号（既定は前の四半期の最後、なければ一つ前）", "run to compare with (default: the last of the quarter before, or else the one before)"}
	msgFlagMask    = message{"ファイル名・フォルダー名・所有者を伏せる", "hide names of files and folders and owners"}
	msgBadFormat   = message{"--format %s: 書けるのは %s です", "--format %s: want one of %s"}
	msgUnfinished  = message{"注意: 点検 %d はまだ終わっていません。ここまでに点検した分だけを書きます。", "note: run %d has not finished; only what was inspected so far is written."}
	msgImportShort = message{"部局が記入した自己点検表と、許可台帳を読み戻す", "read back the workbooks that departments filled in, and registers of approvals"}
	msgImportLong  = message{`部局が記入した自己点検表（xlsx）を読み戻します。並べ替え・絞り込み・行の削除・複写や、LibreOffice で保存し直したものも
読めます。誤りがあれば、シートとセル、原因と直し方を示し、その自己点検表からは何も取り込みません。
次の点検では、「削除済」などの回答が本当かを確かめ、内容・共有範囲・規程が変わった「保持」「誤検知」をもう一度尋ねます。
許可台帳（csv。見出しは 許可番号,パス,所有者,種類,共有範囲,期限,理由）も読み、前の許可台帳と置き換えます。

終了コード: 0 すべて取り込んだ / 10 取り込めないものがある（名前と理由を表示）/ 11 ほかの点検が実行中 / 13 台帳の異常`,
		`Reads back workbooks (xlsx) that departments filled in: sorted, filtered, with rows deleted or copied, saved by LibreOffice.
What is wrong is named with sheet, cell, cause and remedy, and nothing of that workbook is taken over.
The next scan checks whether deleted is true, and asks again where a kept file's contents, sharing or rules changed.
A register of approvals (csv with number,path,owner,types,exposure,until,reason) is read as well and replaces the one before.

Exit codes: 0 all was taken over / 10 something was not (named with its reason) / 11 locked by another run / 13 ledger`}
	msgFlagBookPasswords = message{"パスワード付きの自己点検表に試すパスワードのファイル（1 行に 1 つ）", "file of passwords to try on protected workbooks, one a line"}
	msgFlagDryRun        = message{"確かめるだけで、取り込まない", "check only, and take nothing over"}
	msgFlagReplace       = message{"ほかの自己点検表の回答と食い違うとき、こちらを採る", "take these answers where they differ from another workbook's"}
	msgFlagAnyQuarter    = message{"前の四半期の自己点検表も取り込む", "take over workbooks of an earlier quarter, too"}
	msgImported          = message{"%s: %d 行のうち 回答 %d、未対応 %d。設問への回答 %d。新しく取り込んだもの %d", "%s: of %d rows %d answered, %d not; %d replies to questions; %d new"}
	msgDryRun            = message{"  確かめただけで、取り込んでいません（--dry-run）", "  checked only, nothing was taken over (--dry-run)"}
	msgRegister          = message{"%s: 許可 %d 件（許可台帳を置き換えました）", "%s: %d approvals (the register was replaced)"}
	msgImportNothing     = message{"  %s からは何も取り込んでいません", "  nothing of %s was taken over"}
	msgImportFailed      = message{"取り込めなかったものが %d 件あります（%d 件中）", "%d of %d files were not taken over"}
	msgBookNoRun         = message{"点検番号 %d は、この台帳にありません", "run %d is not in this ledger"}
	msgBookNoRunMend     = message{"--state または --config で、その点検の台帳を指定してください", "name its ledger with --state or --config"}
	msgBookOld           = message{"前の四半期の自己点検表です（点検番号 %d、%s。最新は %d）", "it is of an earlier quarter (run %d, %s; the last is %d)"}
	msgBookOldMend       = message{"最新の自己点検表に記入してください。それでも取り込むには --any-quarter を付けてください", "fill in the newest workbook; --any-quarter takes it over all the same"}
	msgConflict          = message{"ほかの自己点検表の回答（%s、担当 %s、%s 取込）と食い違います", "it differs from another workbook's answer (%s by %s, read %s)"}
	msgConflictMend      = message{"どちらが正しいか確かめ、--replace を付けて取り込むとこちらを採ります", "find out which is right; --replace takes this one"}

	msgStatusShort  = message{"点検の状況を表示する", "show where the last run stands"}
	msgStatus       = message{"点検 %d: %s（開始 %s）\n  場所 %s", "run %d: %s (started %s)\n  sources %s"}
	msgStateRunning = message{"実行中または中断", "running or interrupted"}
	msgStateDone    = message{"完了", "finished"}
	msgStatusCounts = message{"  対象 %d 件、記録 %d 件 = 点検済 %d + 一部点検 %d + 対象外 %d + 点検不能 %d、要対応 %d 件",
		"  listed %d, recorded %d = inspected %d + partial %d + skipped %d + unreadable %d; to do %d"}

	msgStatusChain = message{"  記録の鎖 %d 件、先頭 %s（帳票の欄外の「記録」と同じ）", "  audit chain: %d entries, head %s (as printed at the foot of the books)"}
	msgChain       = message{"台帳の記録（点検・取込の履歴）が書き換えられています。控えの台帳と比べてください。\n%v", "the audit chain of the ledger was tampered with; compare it with a backup.\n%v"}

	msgInspectShort      = message{"ファイルを一つずつ点検し、結果を JSON Lines で表示する（台帳は使わない）", "inspect single files and print one record each as JSON Lines (no ledger)"}
	msgFlagMatches       = message{"一致した箇所を、取り出した文字の中の位置とともに付ける", "add every match with its place and code-point offsets into the extracted text"}
	msgFlagExplain       = message{"なぜ検出したか、なぜ確からしさを下げたかを付ける", "add why, and why not"}
	msgFlagPolicy        = message{"方針のファイル（既定は組み込みの方針）", "policy file (default: the built-in one)"}
	msgFlagInitPolicy    = message{"設定の代わりに既定の方針を書き出す", "write the default policy instead of the configuration"}
	msgFlagInitQuestions = message{"設定の代わりに自己点検票の設問を書き出す", "write the questions of the self-inspection instead of the configuration"}
	msgIsFolder          = message{"%s はフォルダーです。フォルダーは tenken scan で点検してください", "%s is a folder; use tenken scan for folders"}
	msgDetectShort       = message{"標準入力の JSON Lines の文章から検出する", "detect in texts given as JSON Lines on standard input"}
	msgDetectLong        = message{`標準入力の 1 行に 1 件の {"id":…,"text":…} を読み、{"id":…,"matches":[{"type","start","end","confidence"}]} を書きます。
start と end は符号位置（コードポイント）で数え、end は含みません。
"text" の代わりに "columns":[{"header":…,"values":[…]}] を渡すと、列ごとに判定します。`,
		`Reads one {"id":…,"text":…} a line from standard input and writes {"id":…,"matches":[{"type","start","end","confidence"}]}.
start and end count Unicode code points, end exclusive. With "columns":[{"header":…,"values":[…]}] instead of
"text", every column is judged on its own.`}
	msgBadLine       = message{"標準入力の %d 行目: JSON として読めません: %v", "standard input, line %d: not JSON: %v"}
	msgNoText        = message{"標準入力の %d 行目: \"text\" も \"columns\" もありません", "standard input, line %d: neither \"text\" nor \"columns\""}
	msgBadLines      = message{"読めない行が %d 行ありました", "%d lines could not be read"}
	msgTextShort     = message{"ファイルから取り出した文字を JSON Lines で表示する", "print the extracted text as JSON Lines"}
	msgListShort     = message{"この版でできることを表示する", "show what this build can do"}
	msgListDetectors = message{"検出できる情報の種類", "what is detected"}
	msgListFormats   = message{"読めるファイルの形式", "which formats are read"}
	msgListScanners  = message{"点検できる保存場所", "which storage can be scanned"}

	msgConfigShort = message{"設定ファイルを作る・確かめる", "write, check and describe the configuration"}
	msgInitShort   = message{"説明つきの設定ファイルを書き出す（既定 tenken.yaml）", "write the commented sample (default tenken.yaml)"}
	msgCheckShort  = message{"設定ファイルに書き間違いがないか確かめる", "validate a configuration"}
	msgSchemaShort = message{"設定ファイルの JSON Schema を表示する", "print the JSON Schema of the configuration"}
	msgFlagForce   = message{"すでにあるファイルを上書きする", "overwrite an existing file"}
	msgExists      = message{"%s はすでにあります。上書きするには --force を付けてください", "%s exists already; use --force to overwrite it"}
	msgWritten     = message{"%s を書きました", "wrote %s"}
	msgConfigGood  = message{"%s に間違いはありません（点検する場所 %d か所）", "%s is valid (%d sources)"}
	msgVersion     = message{"版を表示する", "print the version"}

	msgDemoShort = message{"架空の大学のファイルを作って、本物の点検をしてみる", "make a synthetic campus and really scan it"}
	msgDemoLong  = message{`架空の大学のファイル（約 300 件）を --out に作り、tenken scan と同じ点検をして、部局ごとの自己点検表を作ります。
何を仕込んだかは正解の表に書いてあり、最後に、仕込んだ数・見つけた数・見逃した数・誤って指摘した数を表示します。
値はすべて実行時に作った架空のものです。`,
		`Makes a synthetic campus of about 300 files in --out, scans it as tenken scan does, and writes the workbooks.
The campus knows what was planted; the demo ends with planted, found, missed and falsely flagged.
All values are made at run time and belong to nobody.`}
	msgFlagDemoOut   = message{"作るフォルダー（既定 ./tenken-demo）", "folder to make (default ./tenken-demo)"}
	msgFlagDemoCloud = message{"一部の部局のファイルを、この機械の中だけで動かす保存サービス（本物の S3、Google ドライブと SharePoint の模擬）に置いて点検する", "keep some departments in storage services on loopback (a real S3 server, emulated Google Drive and SharePoint) and scan them there"}
	msgDemoServing   = message{"%s を %s で動かしています（この機械の中だけ）: %s", "serving %s by %s on loopback: %s"}
	msgDemoBuilding  = message{"S3 のサーバー（versitygw %s）を一度だけ作っています。数分かかります", "building the S3 server (versitygw %s), once; this takes minutes"}
	msgDemoNoServer  = message{"S3 のサーバーを用意できません: %v\n--cloud なしの tenken demo は動きます", "there is no S3 server: %v\ntenken demo works without --cloud"}
	msgDemoWriting   = message{"架空の大学を作っています: %s", "making the synthetic campus: %s"}
	msgDemoScan      = message{"点検しています（%d 件）", "scanning it (%d files)"}
	msgFlagDemoSeed  = message{"乱数の種（同じ数なら同じファイルになります）", "seed; the same one gives the same files"}
	msgDemoAgain     = message{"%s に前回のデモがあります。ファイルはそのまま使います", "%s holds the demo of before; its files are used as they are"}
	msgDemoNotOurs   = message{"%s には別のファイルがあります。--out で新しいフォルダーを指定してください", "%s holds something else; name a new folder with --out"}
	msgDemoScore     = message{`
正解との照合
  指摘すべきファイル         %d 件中 %d 件を指摘（見逃し %d 件）
  指摘してはならないファイル 誤って指摘 %d 件（%d 件中）
  読めない・画像だけのもの   %d 件中 %d 件を未点検と報告、または文字認識で確認`,
		`
compared with what was planted
  files to be flagged        %d, found %d (missed %d)
  files to be left alone     falsely flagged %d (of %d)
  unreadable, or pictures    %d, reported as such or recognised %d`}
	msgDemoMissed   = message{"見逃したもの", "missed"}
	msgDemoFalse    = message{"誤って指摘したもの", "falsely flagged"}
	msgDemoUntold   = message{"読めないのに、そう報告しなかったもの", "not readable, and not reported as such"}
	msgDemoMiss     = message{"  %s（%s：%s）… %s", "  %s (%s: %s) … %s"}
	msgDemoNoRecord = message{"記録なし", "no record"}
	msgDemoPersons  = message{"推定人数が正解の±10%%以内: %d 件（%d 件中）", "persons estimated within 10%%: %d of %d files"}
	msgDemoTypes    = message{"種類別の値（見つけた数 / 仕込んだ数）", "values by type (found / planted)"}
	msgDemoBooks    = message{"自己点検表: %s", "workbooks: %s"}

	msgProgress = message{"件数 %d/%d  %s/%s  要対応 %d  残り %s", "files %d/%d  %s/%s  to do %d  left %s"}
	msgListing  = message{"一覧を作成中", "listing"}
	msgUnknown  = message{"—", "—"}
)
