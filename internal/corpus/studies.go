package corpus

// studies is what belongs to research.
var studies = []family{
	{"linkage_table", []template{
		{header: "研究用ID|患者ID|氏名", row: "S«n4»|«n8»|«full»"}, {header: "匿名化ID|カルテ番号|氏名|登録日", row: "A-«n3»|«n8»|«full»|«day»"},
	}, []template{
		{header: "旧品番|新品番|品名", row: "«n6»|«n6»|«item»"}, {text: "対応表は鍵のかかる保管庫で管理すること。"},
	}},
	{"consent_form", []template{
		{text: "研究参加同意書\n研究課題：睡眠と学習\n説明を受け、参加に同意します。\n同意日：2026年5月1日　氏名：«full»　生年月日：«born»"}, {header: "研究ID|氏名|同意取得日|同意撤回", row: "S«n4»|«full»|«day»|なし"},
	}, []template{
		{text: "研究参加同意書\n同意日：　　年　　月　　日\n氏名：＿＿＿＿＿＿＿＿"}, {text: "同意書の作成に当たっては、平易な言葉を用いること。"},
	}},
	{"ethics_review", []template{
		{text: "倫理審査申請書\n申請者：«full»（«faculty»）\n連絡先：«mail»\n課題名：睡眠と学習の関係"}, {text: "倫理審査結果通知書\n研究責任者　«full» 殿\n承認番号：R«n4»　判定：承認"},
	}, []template{
		{text: "倫理審査委員会規程\n第1条　委員会を置く。"}, {text: "倫理審査の申請は毎月10日に締め切ります。"},
	}},
	{"trial_id", []template{
		{text: "臨床研究実施計画番号：«trial_id=jrct»"}, {text: "本試験は UMIN000«trial_id=n6» ではなく «trial_id=jrct» に登録した。"},
	}, []template{
		{text: "jRCT への登録手順を説明する。"}, {text: "NCT 処理の結果を図2に示す。"},
	}},
	{"researcher_number", []template{
		{text: "研究者番号（e-Rad）：12345674　氏名：«full»\nORCID: https://orcid.org/0000-0002-1825-0097"}, {text: "ORCID iD: 0000-0001-5109-3700（«full»）"},
	}, []template{
		{text: "型番 «n4»-«n4»-«n4»-«n3»X"}, {header: "品番|品名", row: "«n8»|«item»"},
	}},
	{"grant_number", []template{
		{text: "本研究は科研費（課題番号：«grant_number=kakenhi»）の助成を受けた。"}, {header: "課題番号|研究課題名|配分額", row: "«grant_number=kakenhi»|睡眠と学習|«n4»,000"},
	}, []template{
		{text: "科研費の公募要領を掲載しました。"}, {header: "型番|品名", row: "«n8»|«item»"},
	}},
	{"peer_review", []template{
		{text: "【審査委員限り】\n審査意見書\n課題番号：«kakenhi»　研究代表者：«full»\n評点：3\n審査意見：計画の実現性に疑問がある。"}, {text: "査読報告書\n論文番号：M«n4»\n査読者：«full»\n総合判定：条件付き採択\n著者へのコメント：方法の記述が不足している。"},
	}, []template{
		{text: "査読の手引\n査読者は2名とする。"}, {text: "審査基準を公開しました。"},
	}},
	{"patent_draft", []template{
		{text: "発明届出書\n発明者：«full»\n【発明の名称】水質測定装置\n【特許請求の範囲】\n【請求項1】流路と電極とを備える装置。"}, {text: "【書類名】明細書\n【発明の名称】«item»の製造方法\n【技術分野】本発明は製造方法に関する。\n【特許請求の範囲】\n【請求項1】加熱工程を備える方法。"},
	}, []template{
		{text: "特開2019-«n6»\n【発明の名称】測定装置\n【請求項1】流路を備える装置。\n公開特許公報"}, {text: "発明の届出は知的財産課で受け付けます。"},
	}},
	{"export_control", []template{
		{text: "該非判定書\n品名：«item»　型式：«n4»\n該非判定結果：リスト規制 非該当\n判定者：«full»"}, {text: "輸出管理審査票\n申請者：«full»\n需要者：海外の大学\n該当項番：2の項"},
	}, []template{
		{text: "安全保障輸出管理の説明会を開催します。"}, {text: "外国為替及び外国貿易法は昭和24年に制定された。"},
	}},
	{"nda", []template{
		{text: "秘密保持契約書\n甲及び乙は、共同研究に関し次のとおり契約を締結する。\n第1条（秘密情報）秘密情報とは、甲又は乙が開示する情報をいう。\n2026年4月1日\n甲　«full»　印\n乙　«full»　印"},
		{text: "共同研究契約書\n大学（以下「甲」という。）と会社（以下「乙」という。）は契約を締結する。\n第5条（秘密保持）甲及び乙は、相手方の秘密情報を第三者に開示してはならない。\n令和8年4月1日\n甲 代表者 «full»"},
	}, []template{
		{text: "契約事務の流れ\n見積、発注、検収の順に行う。"}, {text: "秘密保持に関する規程を改正した。"},
	}},
	{"exam_paper", []template{
		{text: "【極秘】2026年度 入試問題（数学）\n作問委員：«full»\n第1問　次の関数の最大値を求めよ。"}, {text: "期末試験 模範解答　持出禁止\n問1 «n2»　問2 «n3»"},
	}, []template{
		{text: "過去の試験問題は図書館で閲覧できます。"}, {text: "試験問題の持ち帰りについて、監督者の指示に従ってください。"},
	}},
}

// secrets are what opens doors, and the marks of what is kept.
var secrets = []family{
	{"password_list", []template{
		{header: "氏名|ユーザーID|パスワード", row: "«full»|u«n5»|«password_list=password»"}, {text: "サーバ: db01\nID: admin\nパスワード：«password_list=password»"},
		{text: "[vpn]\nID = user«n5»\nPW = «password_list=password»"}, {text: "複合機の管理者\nuser: admin\npassword: «password_list=password»"},
	}, []template{
		{text: "パスワードは8文字以上にしてください。定期的な変更は不要です。"}, {header: "項目|説明", row: "パスワード|利用者が決める"},
		{text: "password = os.environ[\"DB_PASSWORD\"]\nPW: 8文字以上"}, {text: "password: user.password2\npass = form[0]"},
	}},
	{"key_file", []template{
		{text: "«dashes»BEGIN RSA PRIVATE KEY«dashes»\n«base64»\n«base64»\n«dashes»END RSA PRIVATE KEY«dashes»", name: "server.key", plain: true}, {text: "«dashes»BEGIN OPENSSH PRIVATE KEY«dashes»\n«base64»\n«base64»\n«dashes»END OPENSSH PRIVATE KEY«dashes»", name: "id_ed25519", plain: true},
	}, []template{
		{text: "«dashes»BEGIN CERTIFICATE«dashes»\n«base64»\n«dashes»END CERTIFICATE«dashes»", name: "a.crt", plain: true}, {text: "«dashes»BEGIN PUBLIC KEY«dashes»\n«base64»\n«dashes»END PUBLIC KEY«dashes»", name: "a.pub", plain: true},
	}},
	{"secret_key", []template{
		{text: "«dashes»BEGIN RSA PRIVATE KEY«dashes»\n«base64»\n«base64»\n«dashes»END RSA PRIVATE KEY«dashes»", plain: true}, {text: "config:\n  key: |\n    «dashes»BEGIN PRIVATE KEY«dashes»\n    «base64»\n    «dashes»END PRIVATE KEY«dashes»", plain: true},
	}, []template{
		{text: "commit «hex»\nsha1: «hex»", plain: true}, {text: "«dashes»BEGIN PUBLIC KEY«dashes»\n«base64»\n«dashes»END PUBLIC KEY«dashes»", plain: true},
	}},
	{"classification_mark", []template{
		{text: "機密性3情報\n人事委員会 資料1\n異動の案について"}, {text: "【取扱注意】\n教授会 資料\n議題1　予算について"},
	}, []template{
		{text: "情報の格付けは、機密性について3段階とする。"}, {text: "精密機器の取扱いに注意してください。"},
	}},
}
