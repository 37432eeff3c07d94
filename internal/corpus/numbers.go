package corpus

// numbers are the numbers that the state, insurers and banks give to people.
var numbers = []family{
	{"my_number", []template{
		{text: "個人番号：«my_number=mynumber»\n氏名：«full»"},
		{text: "給与所得者の扶養控除等（異動）申告書\nあなたの氏名　«full»　生年月日　«era»\nあなたの個人番号　«my_number=mynumber4»"},
		{header: "職員番号|氏名|マイナンバー|扶養人数", row: "«n6»|«full»|«my_number=mynumber»|1"},
		{text: "«sur»様\nご提出いただいたマイナンバー（«my_number=mynumber»）を登録しました。人事課"},
	}, []template{
		{header: "注文番号|品名|数量", row: "«n12»|«item»|«row»"},
		{text: "お問い合わせ番号 «n12» の荷物は発送済みです。\n伝票番号：«n12»"},
		{text: "法人番号は «corporate» です。登録番号 «invoice»\n「個人番号」とは12桁の番号をいう。"},
		{header: "時刻|温度|湿度", row: "20260401«n4»|«decimal»|«decimal»"},
	}},
	{"resident_code", []template{
		{text: "氏名 «full»\n住民票コード　«resident_code=resident»"},
		{header: "氏名|住民票コード|住所", row: "«full»|«resident_code=resident»|«address»"},
	}, []template{
		{text: "受付番号 «n11»\nお控えください。"},
		{header: "管理コード|品名", row: "«n11»|«item»"},
	}},
	{"pension_number", []template{
		{text: "基礎年金番号：«pension_number=pension»\n氏名：«full»"},
		{header: "氏名|生年月日|基礎年金番号", row: "«full»|«born»|«pension_number=pension»"},
	}, []template{
		{text: "カタログ番号 «pension»\n在庫があります。"},
		{header: "部品番号|品名|単価", row: "«pension»|«item»|«yen»"},
	}},
	{"employment_insurance", []template{
		{text: "雇用保険被保険者番号　«employment_insurance=employment»\n被保険者氏名　«full»"},
		{header: "氏名|雇用保険被保険者番号|資格取得日", row: "«full»|«employment_insurance=employment»|«day»"},
		{header: "氏名|雇用保険|資格取得日", row: "«full»|«employment_insurance=employment»|«day»"}, {text: "雇用保険No：«employment_insurance=employment»　«full»"},
	}, []template{
		{text: "雇用保険適用事業所番号　«employment»\n事業所の名称　中央図書館"},
		{header: "製造番号|品名", row: "«employment»|«item»"},
		{header: "品名|雇用区分", row: "«item»|常勤"}, {text: "雇用保険の手続きは総務課で受け付けます。"},
	}},
	{"health_insurance", []template{
		{text: "健康保険 被保険者証\n記号 «n4» 番号 «n3» 枝番 01\n氏名 «full»\n保険者番号 «health_insurance=insurer»"},
		{header: "氏名|生年月日|保険者番号|記号|番号", row: "«full»|«born»|«health_insurance=insurer»|«n4»|«n3»"},
	}, []template{
		{text: "資産番号：«n8»\n型番：«n8»"},
		{header: "品番|品名|在庫", row: "«insurer»|«item»|«row»"},
	}},
	{"public_expense", []template{
		{text: "受給者氏名 «full»\n公費負担者番号　«public_expense=publicpayer»\n公費負担医療の受給者番号　«public_expense=recipient»"},
		{header: "氏名|公費負担者番号|受給者番号|有効期限", row: "«full»|«public_expense=publicpayer»|«public_expense=recipient»|«day»"},
	}, []template{
		{text: "請求番号 «n8» 整理番号 «n7»"},
		{header: "品番|枝番|品名", row: "«n8»|«n7»|«item»"},
	}},
	{"care_insurance", []template{
		{text: "介護保険 被保険者番号 «care_insurance=n10»\n氏名 «full» 要介護2"},
		{header: "氏名|介護保険被保険者番号|要介護度", row: "«full»|«care_insurance=n10»|要介護1"},
		{header: "利用者|被保険者番号|要介護度|サービス", row: "«full»|«care_insurance=n10»|要介護3|通所介護"}, {text: "居宅サービス計画書\n利用者名 «full» 殿　被保険者番号 «care_insurance=n10»　要介護3"},
	}, []template{
		{text: "お客様番号 «n10»\nご使用量のお知らせ"},
		{header: "バーコード|品名", row: "«n10»|«item»"},
		{header: "利用者|メーター番号|使用量", row: "«facility»|«n10»|«n3»"}, {text: "被保険者番号は10桁です。要介護認定の手続きを案内します。"},
	}},
	{"driver_license", []template{
		{text: "運転免許証の番号　第«driver_license=licence»号\n氏名　«full»　«era»生"},
		{header: "運転者氏名|免許証番号|有効期限", row: "«full»|«driver_license=licence»|«day»"},
	}, []template{
		{text: "追跡番号 «n12»\nシリアル番号：«n12»"},
		{header: "伝票番号|品名|数量", row: "«n12»|«item»|«row»"},
	}},
	{"passport", []template{
		{text: "旅券番号：«passport=passport»\n氏名：«romaji»\n国籍：«nation»"},
		{header: "氏名|Name|パスポート番号|有効期限", row: "«full»|«romaji»|«passport=passport»|«day»"},
	}, []template{
		{text: "型式 «passport» の取扱説明書"},
		{header: "型番|品名", row: "«passport»|«item»"},
	}},
	{"residence_card", []template{
		{text: "在留カード番号　«residence_card=residence»\n氏名　«romaji»　在留資格　留学"},
		{header: "氏名|国籍|在留カード番号|在留期限", row: "«romaji»|«nation»|«residence_card=residence»|«day»"},
	}, []template{
		{text: "ロット «residence» の出荷を確認しました。"},
		{header: "型番|品名", row: "«residence»|«item»"},
	}},
	{"credit_card", []template{
		{text: "カード番号：«credit_card=card4»\n有効期限：09/28\n名義：«romaji»"},
		{header: "氏名|カード番号|有効期限|支払額", row: "«full»|«credit_card=card»|09/28|«yen»"},
		{text: "カード会社：JCB\n会員番号：«credit_card=card4»\n名義：«romaji»"}, {header: "カード名義|カード番号|支払額", row: "«romaji»|«credit_card=card4»|«yen»"},
	}, []template{
		{text: "テスト用のカード番号 4111 1111 1111 1111 をお使いください。\njob=«n16» took=«n3»ms"},
		{header: "管理番号|品名", row: "«n16»|«item»"},
		{header: "会員番号|会員名", row: "«n16»|«facility»"}, {text: "ポイントカード番号 «n16» の期限が近づいています。"},
	}},
	{"bank_account", []template{
		{text: "お振込先\n«bank» 本店営業部（店番«n3»）普通 «bank_account=n7»\n名義 «kana»"},
		{header: "氏名|銀行名|支店名|預金種目|口座番号|口座名義", row: "«full»|«bank»|中央支店|普通|«bank_account=n7»|«kana»"},
		{text: "«full»様\n謝金は口座（«bank» 本店 普通 «bank_account=n7»）へ振り込みます。"}, {text: "«full»様\n返金先：«bank»中央支店 当座 «bank_account=n7»"},
	}, []template{
		{text: "内線番号 «n4»　整理番号 «n7»\n«bank»の店舗は9時に開きます。"},
		{header: "品番|品名|在庫", row: "«n7»|«item»|«row»"},
		{text: "«bank»は普通 «n3» 円から預けられます。"}, {text: "普通 «n7» 部を発行した。"},
	}},
	{"yucho_account", []template{
		{text: "ゆうちょ銀行　記号 番号：«yucho_account=yuchocode»\n口座名義：«kana»"},
		{header: "氏名|ゆうちょ 記号番号", row: "«full»|«yucho_account=yuchocode»"},
	}, []template{
		{text: "型番 «n5» «n8»\n在庫なし"},
		{header: "品番|ロット", row: "«n5»|«n8»"},
	}},
}
