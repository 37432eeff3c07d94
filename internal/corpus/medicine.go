package corpus

// medicine is what hospitals keep of patients.
var medicine = []family{
	{"patient_id", []template{
		{text: "患者ID：«patient_id=n8»　患者氏名：«full»"}, {header: "患者番号|氏名|生年月日", row: "«patient_id=n8»|«full»|«born»"},
		{header: "ID|年齢|性別|診断|在院日数", row: "«patient_id=n8»|«age»|«sex»|«ailment»|«n2»"}, {header: "登録番号|患者氏名|術式|転帰", row: "«patient_id=n7»|«full»|切除術|軽快"},
		{text: "看護サマリー\n患者：«full» 様（«age»歳）　ID：«patient_id=n8»\n内服は看護師が管理する。"}, {text: "麻酔記録　手術日 «day»\nID «patient_id=n7»　«joined»　«age»歳\n術式：虫垂切除術"},
	}, []template{
		{text: "患者数は«n4»人であった。"}, {header: "品番|品名", row: "«n8»|«item»"},
		{header: "ID|週齢|性別|診断", row: "«n8»|«n2»|雄|正常"}, {header: "ID|品名|単価", row: "«n8»|«item»|«yen»"},
		{text: "貸出票 ID：«n8»\n貸出期間は2週間です。"}, {header: "No.|患者会|会員数", row: "«n8»|友の会|«n3»"},
	}},
	{"patient_list", []template{
		{header: "患者ID|氏名|生年月日|病名", row: "«n8»|«full»|«born»|«illness»"}, {header: "カルテ番号|患者氏名|主病名|入院日|主治医", row: "«n8»|«full»|«illness»|«day»|«sur»"},
	}, []template{
		{header: "疾患|患者数|割合", row: "«illness»|«n4»|«decimal»"}, {header: "病院名|病床数", row: "«facility»|«n3»"},
	}},
	{"chart", []template{
		{text: "退院時サマリー\n患者ID：«n8»　氏名：«full»　«age»歳\n主訴：発熱\n現病歴：3日前から発熱があり受診した。\n入院後経過：抗菌薬で軽快した。"},
		{text: "診療情報提供書\n紹介先　«facility»　御中\n患者氏名：«full»　生年月日：«era»\n傷病名：«illness»\n治療経過：内服で経過は良好です。"},
	}, []template{
		{text: "退院サマリーの書き方\n主訴、現病歴、既往歴の順に記載すること。"}, {text: "診療録は5年間保存しなければならない。"},
	}},
	{"diagnosis", []template{
		{text: "氏名：«full»（«age»歳）\n傷病名：«diagnosis=illness»"}, {header: "患者ID|氏名|病名", row: "«n8»|«full»|«diagnosis=illness»"},
		{text: "«joined»さんは昨年«diagnosis=illness»と診断され、通院している。"}, {header: "氏名|診断名|主治医", row: "«full»|«diagnosis=illness»|«sur»"},
		{text: "患者番号：«n8»　氏名：«full»\n«diagnosis=ailment»にて通院中。«diagnosis=ailment»の合併を認める。"}, {text: "患者ID «n8»　«full» 様　«era»生\n3年前に«diagnosis=ailment»を指摘され経過をみていたが、今回«diagnosis=ailment»の増悪で入院となった。"},
	}, []template{
		{text: "第3回の講義では生活習慣の改善を扱う。"}, {header: "品名|規格", row: "«item»|«n3»mL"},
		{text: "病名コード数は約2万件である。マスターを更新した。"}, {header: "所属|所見の有無", row: "«faculty»|«n2»"},
		{text: "«ailment»と«ailment»の病態を学ぶ。試験は7月に行う。"}, {text: "公開講座「«ailment»の予防」を開きます。申込みは不要です。"},
	}},
	{"medication", []template{
		{text: "患者：«full»\n処方：«medication=drug» 1日1回朝食後 14日分"}, {header: "患者ID|氏名|処方薬", row: "«n8»|«full»|«medication=drug»"},
		{text: "患者番号：«n8»　氏名：«full»\n«medication=remedy»を継続し、«medication=remedy»を追加した。"}, {text: "患者ID «n8»　«full» 様　«era»生\n«medication=remedy»を開始し、«medication=remedy»は中止とした。"},
	}, []template{
		{text: "薬学概論の教科書は生協で販売しています。"}, {header: "品名|規格|単価", row: "«item»|10本入|«yen»"},
		{text: "«remedy»と«remedy»の作用機序を比べる。"}, {header: "一般名|薬価", row: "«remedy»|«yen»"},
	}},
	{"lab_value", []template{
		{header: "患者ID|氏名|HbA1c|LDL-C", row: "«n8»|«full»|«lab_value=decimal»|«lab_value=n3»"}, {header: "検体番号|氏名|AST|ALT|γ-GTP", row: "«n6»|«full»|«lab_value=n2»|«lab_value=n2»|«lab_value=n2»"},
		{text: "患者番号：«n8»　氏名：«full»\nＣＲＰ «lab_value=decimal»、KL-6 «lab_value=n3» U/mLと上昇していた。"}, {header: "患者ID|検査日|A1c|ＡＳＴ|ChE", row: "«n8»|«day»|«lab_value=decimal»|«lab_value=n2»|«lab_value=n3»"},
	}, []template{
		{header: "地点|水温|流量", row: "«row»|«decimal»|«n3»"}, {header: "試薬|濃度|ロット", row: "«item»|«decimal»|«n6»"},
		{text: "KL-6の基準値は500 U/mL未満である。"}, {header: "岩石|Na|K|Ca", row: "玄武岩|«decimal»|«decimal»|«decimal»"},
	}},
	{"hl7", []template{
		{text: "MSH|^~\\&|HIS|A|LIS|B|20260701090000||ADT^A01|«n6»|P|2.5\nPID|1||«hl7=n8»^^^^PI||«sur»^一郎^^^^^L^I||19800401|M", plain: true},
		{text: "MSH|^~\\&|LAB|H|HIS|H|20260702101500||ORU^R01|«n6»|P|2.5\nPID|||«hl7=n10»^^^H^PI||YAMAMOTO^HANAE^^^^^L^P||19551203|F\nOBX|1|NM|GLU||98|mg/dL|||||F", plain: true},
	}, []template{
		{text: "The PID| segment identifies the patient.\nMSH|^~\\&|A|B", plain: true}, {text: "PID|CPU|MEM\n«n4»|1.0|2.0", plain: true},
	}},
	{"ssmix2", []template{
		{name: "ssmix2/123/456/00123456/-/ADT-00/00123456_-_ADT-00_999999999999999_20260701090000000_-_1", text: "MSH|^~\\&|HIS|A|SSMIX|B|20260701090000||ADT^A08|1|P|2.5\nPID|1||00123456^^^^PI||テスト^一郎||19800401|M", plain: true},
		{name: "ssmix2/000/789/00000789/20260105/OML-11/00000789_20260105_OML-11_000000001_20260105101500000_01_1", text: "MSH|^~\\&|HIS|A|SSMIX|B|20260105||OUL^R22|1|P|2.5\nPID|1||00000789^^^^PI||花山^香||19610203|F", plain: true},
	}, []template{
		{name: "backup/123/456/readme.txt", text: "SS-MIX2 の設定手順", plain: true}, {name: "000/111/photo_20260105_01.txt", text: "写真の一覧", plain: true},
	}},
	{"fhir", []template{
		{text: `{"resourceType":"Patient","identifier":[{"value":"«n8»"}],"name":[{"text":"«full»"}],"birthDate":"«borndash»"}`, name: "a.json", plain: true},
		{text: `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"«n4»","name":[{"text":"«full»"}],"gender":"female"}}]}`, name: "b.json", plain: true},
	}, []template{
		{text: `{"resourceType":"StructureDefinition","type":"Patient","kind":"resource"}`, name: "c.json", plain: true},
		{text: `{"resourceType":"CodeSystem","concept":[{"code":"A"}]}`, name: "d.json", plain: true},
	}},
	{"dicom", []template{
		{text: "(0008,0060) Modality: CT\n(0010,0010) PatientName: «romaji»\n(0010,0020) PatientID: «dicom=n8»\n(0020,000D) StudyInstanceUID: 1.2.3", plain: true},
		{text: "Modality: MR\nPatientID: «dicom=n7»\nPatientBirthDate: 19700101\nStudyInstanceUID: 1.2.840.1", plain: true},
	}, []template{
		{text: "Modality: CT\nPatientID: ANON01\nPatientIdentityRemoved: YES\nStudyInstanceUID: 1.2.3", plain: true},
		{text: "PatientID is the attribute (0010,0020) of the Patient Module.", plain: true},
	}},
	{"genome", []template{
		{text: "##fileformat=VCFv4.2\n##contig=<ID=chr1,length=248956422>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tS«n4»\nchr1\t«n6»\t.\tA\tG\t50\tPASS\t.\tGT\t0/1", plain: true},
		{text: "# rsid\tchromosome\tposition\tgenotype\nrs«n6»\t1\t«n6»\tAG\nrs«n6»\t2\t«n6»\tCC", plain: true},
	}, []template{
		{text: "##fileformat=VCFv4.2\n##contig=<ID=Chr1,length=30427671>\n##species=Arabidopsis thaliana\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\tline1\nChr1\t100\t.\tA\tG\t5\t.\t.\tGT\t1/1", plain: true},
		{text: ">seq1 synthetic construct\nACGTACGTACGT", plain: true},
	}},
	{"uke", []template{
		{text: "IR,1,26,1,«n7»,,試験病院,50807,00\nRE,1,1112,50807,«joined»,1,«era7»,,,,,,,«n6»\nHO,«insurer»,123,456,1,1200\nSY,8830052,50701,1\nSI,80,1,112007410,,73,1", name: "a.UKE", plain: true},
		{text: "IR,2,13,1,«n7»,,みなと診療所,50806,00\nRE,1,1112,50806,«joined»,2,«era7»,,,,,,,«n6»\nHO,«insurer»,11,22,1,540", name: "b.UKE", plain: true},
	}, []template{
		{text: "RE,1,2,3\nHO,1,2", plain: true}, {text: "IR,RE,HO はレコード識別情報である。", plain: true},
	}},
}
