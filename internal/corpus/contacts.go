package corpus

// contacts are how people are reached.
var contacts = []family{
	{"phone_mobile", []template{
		{text: "連絡先：«phone_mobile=mobile»（«sur»）"},
		{header: "氏名|携帯電話|メールアドレス", row: "«full»|«phone_mobile=mobile»|«mail»"},
		{text: "«sur»です。遅れる場合は«phone_mobile=mobile»までお電話ください。"},
		{text: "--\n«full»\nE-mail: «mail»\nMobile: «phone_mobile=mobile»"},
	}, []template{
		{text: "携帯電話の番号は 090-0000-0000 の形で記入してください。"},
		{header: "部品番号|品名", row: "090«n8»7|«item»"},
		{text: "id=0«n10» size=«n8» 2026-07-01 12:00:00"},
		{text: "フリーダイヤル 0120-«n3»-«n3»（平日9時から17時）"},
	}},
	{"phone_fixed", []template{
		{text: "自宅電話　«phone_fixed=fixed»\n氏名　«full»"},
		{header: "氏名|住所|電話番号", row: "«full»|«address»|«phone_fixed=fixed»"},
	}, []template{
		{text: "ISBN 978-4-00-«n6»-1　pp. 123-456-7890"},
		{header: "品番|品名|単価", row: "«n3»-«n3»-«n3»|«item»|«yen»"},
	}},
	{"email", []template{
		{text: "«sur»様のアドレスは «email=mail» です。"},
		{header: "学籍番号|氏名|メール", row: "«student»|«full»|«email=mail»"},
	}, []template{
		{text: "記入例：taro@example.com\n@«n4» さんが投稿しました。scp a.txt user@host:/data"},
		{text: "import { x } from '@scope/pkg'\n@Override\npublic void run() {}"},
	}},
	{"postal_code", []template{
		{text: "〒«postal_code=postal»\n«address»\n«full»様"},
		{header: "氏名|郵便番号|住所", row: "«full»|«postal_code=postal»|«address»"},
	}, []template{
		{text: "得点は 123-4567 の範囲を超えた。品番 123-4567"},
		{header: "型番|品名", row: "«n3»-«n4»|«item»"},
	}},
	{"address", []template{
		{text: "現住所　«address=address»\n氏名　«full»"},
		{header: "氏名|住所|電話", row: "«full»|«address=address»|«mobile»"},
		{text: "引越し先は«address=short»です。«sur»より"},
		{text: "患者 «full»（«age»歳）は«address=chome»に住み、長男と二人暮らしである。"},
	}, []template{
		{text: "京都市は人口約140万人の都市である。大阪府と兵庫県の間を電車が走る。"},
		{header: "都道府県|人口|面積", row: "京都府|«n7»|«n4»"},
		{text: "東京都立図書館の開館時間は9時から20時です。2-3時間お待ちください。"},
		{text: "第3条2-1項に定める横浜市の条例による。"},
	}},
}

// people are what tells who somebody is.
var people = []family{
	{"name", []template{
		{text: "氏名：«name=full»\n電話：«mobile»"},
		{header: "番号|氏名|所属|備考", row: "«row»|«name=full»|«faculty»|"},
		{text: "面談記録\n来談者　«name=joined»さん（«faculty» 3年）\n面談では、«name=sur»さんは眠れないと話した。"},
		{text: "«name=joined» 先生\n御高診ください。\n患者氏名：«name=wide»　«era»生"},
		{header: "#|利用者|要介護度|サービス", row: "«row»|«name=full»|要介護2|訪問看護"}, {header: "職員|等級|能力評価|業績評価", row: "«name=full»|3-«n2»|A|B"},
	}, []template{
		{text: "氏名：＿＿＿＿＿＿　住所：\n（記入例）山田 太郎"},
		{header: "商品名|規格|単価", row: "«item»|«n3»mL|«yen»"},
		{text: "石川県と山口県の気温を比べた。高木の陰で森林の調査を行った。本田の水を落とす。"},
		{text: "申請者は、氏名及び住所を記載した書面を提出しなければならない。"},
		{header: "職員区分|等級|人数", row: "常勤|3|«n2»"}, {header: "利用者数|日付", row: "«n3»|«day»"},
	}},
	{"name_kana", []template{
		{text: "フリガナ：«name_kana=kana»\n氏名：«full»"},
		{header: "学籍番号|氏名|フリガナ", row: "«student»|«full»|«name_kana=kana»"},
	}, []template{
		{text: "コンピュータ ネットワークの入門書。フリガナを振ること。"},
		{header: "カタログ|品名", row: "ボール ペン|«item»"},
	}},
	{"name_romaji", []template{
		{text: "氏名（ローマ字）：«name_romaji=romaji»\n国籍：«nation»"},
		{header: "氏名|ローマ字氏名|所属", row: "«full»|«name_romaji=romaji»|«faculty»"},
	}, []template{
		{text: "Kyoto Station and Osaka Castle are open on Sunday. Windows Server was updated."},
		{header: "Name|Size|Modified", row: "report«n3».pdf|«n6»|«day»"},
	}},
	{"birth_date", []template{
		{text: "氏名：«full»　生年月日：«birth_date=eraletter»"},
		{header: "氏名|生年月日|性別", row: "«full»|«birth_date=born»|«sex»"},
		{text: "患者は«birth_date=era»生まれの«sex»性で、«age»歳である。"},
		{header: "氏名|生年月日|住所", row: "«full»|«birth_date=era»|«address»"},
		{header: "番|漢字氏名|ｾｲﾈﾝｶﾞｯﾋﾟ|ﾃﾞﾝﾜ", row: "«row»|«full»|«birth_date=born»|«mobile»"}, {header: "児童氏名|出生日|身長", row: "«full»|«birth_date=era»|«n3»"},
	}, []template{
		{text: "令和5年4月1日から施行する。平成元年4月1日制定。"},
		{header: "更新日|品名", row: "«day»|«item»"},
		{text: "会議は2026年7月1日に開かれた。"},
		{header: "納品日|検収日|金額", row: "«day»|«day»|«yen»"},
		{header: "設置日|品名", row: "«day»|«item»"}, {header: "誕生日割引|単価", row: "«n2»|«yen»"},
	}},
	{"age", []template{
		{text: "氏名：«full»　年齢：«age=age»歳"}, {header: "氏名|年齢|性別", row: "«full»|«age=age»|«sex»"},
	}, []template{
		{text: "築«n2»年の校舎を改修した。受講者は«n3»人であった。"}, {header: "品名|数量", row: "«item»|«n2»"},
	}},
	{"sex", []template{
		{text: "氏名：«full»　性別：«sex=sex»"}, {header: "氏名|性別|年齢", row: "«full»|«sex=sex»|«age»"},
	}, []template{
		{text: "男女共同参画室は1階です。"}, {header: "区分|男|女", row: "«faculty»|«n3»|«n3»"},
	}},
	{"nationality", []template{
		{text: "氏名：«romaji»\n国籍：«nationality=nation»"}, {header: "氏名|国籍|在留資格", row: "«romaji»|«nationality=nation»|«nationality=status»"},
	}, []template{
		{text: "中国と韓国の大学を訪問し、協定を結んだ。"}, {header: "国名|留学生数", row: "«nation»|«n3»"},
	}},
	{"emergency_contact", []template{
		{text: "氏名：«full»\n緊急連絡先：«emergency_contact=mobile»（«parent»）"}, {header: "氏名|緊急連絡先|続柄", row: "«full»|«emergency_contact=mobile»|«emergency_contact=parent»"},
	}, []template{
		{text: "緊急時は守衛室にご連絡ください。"}, {header: "品名|数量", row: "«item»|«n2»"},
	}},
}
