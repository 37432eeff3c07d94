package corpus

// school is what a university keeps of its students and staff.
var school = []family{
	{"student_id", []template{
		{text: "学籍番号：«student_id=student»　氏名：«full»"}, {header: "学籍番号|氏名|学部", row: "«student_id=student»|«full»|«faculty»"},
		{text: "«faculty» «student_id=student» «joined»です。昨日は欠席しました。学籍番号«student_id=student»"}, {header: "学生番号|得点", row: "«student_id=student»|«score»"},
		{header: "ID|学生名|レポート|評価", row: "«student_id=student»|«full»|«score»|«mark»"}, {header: "番号|学生氏名|履修|点", row: "«student_id=student»|«full»|«course»|«score»"},
	}, []template{
		{text: "講義室 A301 で行う。型番 «student»"}, {header: "品番|品名", row: "«student»|«item»"},
		{text: "version 22A0412 build «n4»"}, {header: "機器|シリアル", row: "«item»|«n8»"},
		{header: "ID|商品名|評価|点数", row: "«student»|«item»|良|«score»"}, {header: "番号|機器|点検", row: "«student»|«item»|済"},
	}},
	{"staff_id", []template{
		{text: "職員番号：«staff_id=n6»　氏名：«full»"}, {header: "職員番号|氏名|所属", row: "«staff_id=n6»|«full»|総務課"},
		{header: "社員コード|氏名|部署", row: "«staff_id=n6»|«full»|経理"}, {header: "社員No|氏名|入社日", row: "«staff_id=n6»|«full»|«day»"},
	}, []template{
		{text: "職員数は«n3»人である。"}, {header: "伝票番号|品名", row: "«n6»|«item»"},
		{header: "商品コード|品名", row: "«n6»|«item»"}, {text: "社員食堂のメニューを更新しました。No.«n6»"},
	}},
	{"grade", []template{
		{header: "学籍番号|氏名|科目|評価", row: "«student»|«full»|«course»|«grade=mark»"}, {header: "学籍番号|氏名|得点", row: "«student»|«full»|«grade=score»"},
	}, []template{
		{header: "品名|評価|単価", row: "«item»|良|«yen»"}, {text: "成績評価　期末試験60%、レポート40%。秀は90点以上とする。"},
	}},
	{"entrance_exam", []template{
		{header: "受験番号|氏名|合否", row: "«n5»|«full»|«entrance_exam=result»"}, {header: "受験番号|氏名|面接点|判定", row: "«n5»|«full»|«score»|«result»"},
	}, []template{
		{text: "合格発表は3月10日です。受験番号を確認してください。"}, {header: "年度|志願者数|合格者数", row: "2024|«n4»|«n3»"},
	}},
	{"student_aid", []template{
		{header: "学籍番号|氏名|家計収入|減免区分", row: "«student»|«full»|«yen»|半額免除"}, {text: "授業料減免申請書\n氏名：«full»　学籍番号：«student»\n世帯収入：«yen»円\n減免区分：全額免除"},
	}, []template{
		{text: "奨学金の説明会を講堂で開きます。"}, {header: "制度名|月額", row: "貸与第一種|«yen»"},
	}},
	{"salary", []template{
		{header: "職員番号|氏名|基本給|差引支給額", row: "«n6»|«full»|«salary=yen»|«salary=yen»"}, {text: "給与明細書\n氏名：«full»　職員番号：«n6»\n基本給：«salary=yen»円"},
	}, []template{
		{header: "級|号俸|俸給月額", row: "«row»|«n2»|«yen»"}, {text: "給与規程を改正した。基本給の表を別紙に示す。"},
	}},
}

// specialCare is 要配慮個人情報 that is not a hospital's.
var specialCare = []family{
	{"health_check", []template{
		{header: "職員番号|氏名|血圧|総合判定", row: "«n6»|«full»|128/82|«judged»"}, {header: "氏名|性別|胸部X線|尿蛋白", row: "«full»|«sex»|異常なし|(-)"},
	}, []template{
		{text: "健康診断は6月に行います。朝食を抜いてお越しください。"}, {header: "装置|判定|備考", row: "«item»|合|"},
	}},
	{"disability", []template{
		{header: "学籍番号|氏名|障害種別|配慮内容", row: "«student»|«full»|«disability=disabled»|座席の指定"}, {text: "合理的配慮申請書\n学籍番号：«student»　氏名：«full»\n障害の種類：«disabled»"},
	}, []template{
		{text: "ネットワーク障害のお知らせ。障害発生日時：7月1日 9時"}, {text: "障害者雇用の推進に関する規程を定める。"},
	}},
	{"harassment", []template{
		{text: "ハラスメント相談票\n申立人：«full»（«faculty»）\n相手方：«full»\n内容：研究室で繰り返し怒鳴られた。"}, {text: "«joined»さん（学籍番号 «student»）は、指導教員からハラスメントを受けたと訴えている。"},
	}, []template{
		{text: "ハラスメント防止研修を実施します。全員が受講してください。"}, {text: "ハラスメントの防止等に関する規程\n第1条　この規程は、ハラスメントの防止に関し必要な事項を定める。"},
	}},
	{"counseling", []template{
		{text: "学生相談記録\n学籍番号 «student»　氏名 «full»\n相談内容：眠れない日が続き、授業に出られない。"}, {header: "日付|学籍番号|氏名|面談内容", row: "«day»|«student»|«full»|進路に迷っている"},
	}, []template{
		{text: "学生相談室の案内　開室時間 10時から16時　予約は窓口で。"}, {header: "月|相談件数", row: "«row»|«n2»"},
	}},
	{"infection", []template{
		{header: "氏名|学籍番号|PCR検査結果|検査日", row: "«full»|«student»|«infection=virus»|«day»"}, {text: "«joined»さん（«student»）が新型コロナウイルス陽性と判明した。自宅療養中。"},
	}, []template{
		{text: "感染症対策として、手洗いをお願いします。"}, {header: "週|陽性者数", row: "«row»|«n3»"},
	}},
	{"creed", []template{
		{header: "氏名|国籍|宗教", row: "«full»|«nation»|«creed=faith»"}, {text: "氏名：«full»　学籍番号：«student»\n信仰する宗教：«creed=faith»（給食に配慮）"},
	}, []template{
		{text: "宗教学の講義では、各宗派の歴史を学ぶ。"}, {header: "科目|単位", row: "宗教学概論|2"},
	}},
	{"criminal_record", []template{
		{text: "氏名：«full»　生年月日：«born»\n犯罪歴：«criminal_record=crime»"}, {header: "氏名|生年月日|前科", row: "«full»|«born»|«criminal_record=crime»"},
	}, []template{
		{text: "刑法犯の認知件数は前年より減少した。"}, {header: "罪種|件数", row: "窃盗|«n4»"},
	}},
}
