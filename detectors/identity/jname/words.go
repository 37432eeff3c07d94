package jname

import (
	"slices"
	"strings"
)

// titles follow a name and say that it is one. Longer ones need not come
// before shorter ones.
var titles = phrasesOf(`
	様 さま さん 氏 殿 君 くん ちゃん 先生 嬢 夫人 女史 先輩 師匠 师 師 氏ら 両氏 各氏 容疑者 被告 被告人 受刑者 死刑囚 元被告 さんら
	選手 投手 捕手 内野手 外野手 騎手 棋士 監督 コーチ 主将 関 親方 横綱 大関 名人 竜王 王将 棋聖 本因坊 九段 八段 七段 六段 五段 四段
	教授 准教授 助教授 名誉教授 特任教授 客員教授 助教 講師 助手 教諭 教頭 校長 学長 副学長 総長 学部長 研究科長 学科長 研究員 博士 教官 技官 技師
	医師 看護師 薬剤師 保健師 助産師 技師長 医長 医員 院長 副院長 病院長 主治医 医局長 師長 婦長 研修医 弁護士 税理士 会計士 司法書士 行政書士 記者 編集長 編集委員
	社長 副社長 会長 副会長 頭取 専務 常務 取締役 代表取締役 代表 執行役員 役員 監査役 顧問 相談役 支配人 支店長 店長 工場長 所長 副所長 部長 副部長 次長 課長 課長補佐 係長 主任 主査 主事 主幹 参事 室長 局長 本部長 班長 団長 理事 理事長 常務理事 幹事 幹事長 事務局長 事務長 委員 委員長 副委員長 座長 議長 書記長 書記 総裁 長官 次官 事務次官 総監 館長 園長 塾長 組長 隊長 船長 艦長 機長 駅長 住職 牧師 神父 司教 枢機卿 教皇 法王
	議員 衆議院議員 参議院議員 代議士 大臣 首相 外相 財務相 総理 総理大臣 大統領 副大統領 国務長官 主席 総書記 書記官 知事 市長 副市長 町長 村長 区長 大使 公使 領事 判事 検事 裁判官 裁判長 検察官 警部 警部補 巡査 刑事 警視 署長 
	元帥 大将 中将 少将 准将 提督 大佐 中佐 少佐 大尉 中尉 少尉 曹長 軍曹 伍長 将軍 司令官 参謀 参謀長 総督 卿 公 侯 伯 伯爵 男爵 公爵 侯爵 子爵 王 女王 王妃 王子 王女 皇帝 皇后 帝 天皇 上皇 法皇 親王 内親王 殿下 陛下 妃 太子 皇太子 法師 上人 聖人 和尚 禅師 大師 僧正 僧都 尼 翁 入道 守 院 姫 御前 の方 局
	アナ アナウンサー キャスター コーチャー プロデューサー ディレクター デザイナー マネージャー マネジャー ドクター 元首相 元大統領 CEO COO CFO 一等兵 二等兵 上等兵 兵長 警察長 司会
`)

// neutral may follow a name directly without saying anything.
var neutral = phrasesOf(`
	自身 自ら 本人 夫妻 夫婦 兄弟 姉妹 親子 父子 母子 父娘 一家 一族 役 宅 宛 宛て 側 著 編 訳 作 原作 原案 共著 編著 監修 主演 演出 脚本 出演 作曲 作詞 編曲 撮影 製作 制作 画 絵 文 談 率いる 演じる 演ずる 扮する 扮す 死後 没後 生前 以下 以外 以来 以降 同様 同士 双方 両 名義 亡き 退任 就任 引退 死去 死亡 来日 在任 退団 加入 脱退 移籍 在籍 所属 宛に 曰く 談話 対 戦 ら たち 達 一人 世 女 男 役の 他 等 及び 並び 並びに 及 又は 又 或いは 曽て 君主 作品 退場 登場 初 生 筆 撰 書 記 述 時代 死 没 殺害 暗殺 誕生 来 著書 著作 執筆 発表 出身 担当 提供 推薦 参加 欠席 出席
`)

// places and organisations that take a name into themselves.
var compound = set(`
	グループ ホールディングス ホールディング クラブ ユナイテッド センター ホテル シティ プロダクション レコード レコーズ エンターテインメント エンタテインメント フィルム スタジオ パーク ビル タワー スタジアム アリーナ カップ チーム オーケストラ バンド ブラザーズ カンパニー コーポレーション ファンド バンク リーグ ワールド ランド アイランド ストリート アベニュー スクエア ガーデン ミュージアム ライブラリー カレッジ スクール アカデミー アカデミア カントリー カウンティ エアポート ステーション リバー レイク マウンテン バレー ヒル ヒルズ ビーチ ベイ ロード サーキット エンジン モータース モーターズ エアライン エアラインズ エアウェイズ システム システムズ テクノロジー テクノロジーズ ソリューションズ サービス サービシズ インターナショナル ジャパン アメリカ フランス チャーチ デ・ フットボール アスレティック アスレチック ウェンズデイ シリーズ ショー プロジェクト オブ ザ イン アンド トゥ オン フォー ファイナル レース ステークス ハンデキャップ メモリアル ロック ポップ ミュージック アルバム ライブ ツアー コンサート フェスティバル ゲーム
`)

// roles stand before a name, directly or with の.
var roleEnds = phrasesOf(`
	者 家 士 手 員 長 官 師 相 臣 授 帝 妻 夫 父 母 兄 弟 姉 妹 娘 息子 長男 次男 三男 長女 次女 三女 子息 義父 義母 祖父 祖母 叔父 伯父 叔母 従兄 従弟 孫 甥 姪 友人 親友 盟友 弟子 門下 部下 同僚 恋人 愛人 主人公 主役 選手 監督 俳優 女優 声優 歌手 芸人 役者 騎手 投手 棋士 画伯 将軍 総督 提督 大将 中将 少将 大佐 中佐 少佐 教皇 法王 国王 女王 王 王妃 王子 王女 皇帝 貴族 伯爵 侯爵 公爵 男爵 天皇 知事 首相 総理 外相 大統領 議員 代表 教諭 講師 博士 記者 棋聖 名人 横綱 元帥 武将 大名 領主 藩主 当主 主君 家臣 家老 僧 僧侶 牧師 神父 司教 商人 住人 友 仲間 先輩 後輩 同級生 少年 少女 青年 女性 男性 夫人 女 男 旧姓 本名 芸名 筆名 名 役 作 著 作曲 作詞 編曲 演出 脚本 原作 主演 撮影 音楽 同 故 元 前 現 新 初代 先代 亡き 人 氏名 筆者 著者 担当 主宰 会頭 党首 総裁 頭取 専務 常務 取締役 理事 部下 教祖 開祖 始祖 祖
	メンバー リーダー ボーカル ボーカリスト ギタリスト ドラマー ベーシスト ピアニスト ヴァイオリニスト デザイナー プロデューサー ディレクター ライター アーティスト ミュージシャン シンガー タレント モデル アナウンサー キャスター ダンサー レーサー ドライバー ボクサー レスラー プロレスラー コーチ キャプテン マネージャー オーナー エンジニア プログラマー イラストレーター カメラマン ジャーナリスト コメディアン スタッフ ファン ライバル パートナー FW MF DF GK
`)

// timeEnds are characters before a name that end an expression of time or
// number rather than a word the name is part of.
const timeEnds = "年月日頃後時際中前間代目回度戦賞位歳才番号期第々他等及並又対兼に"

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// phrases are words by their first and by their last character, the longer ones
// first: a text is searched for them at every name, and few begin or end there.
type phrases struct{ first, last map[rune][][]rune }

// longestPhrase is no shorter than any of them, in characters.
const longestPhrase = 16

func phrasesOf(words string) *phrases {
	ps := &phrases{map[rune][][]rune{}, map[rune][][]rune{}}
	list := strings.Fields(words)
	slices.SortStableFunc(list, func(a, b string) int { return runes(b) - runes(a) })
	for _, s := range list {
		w := []rune(s)
		a, z := w[0], w[len(w)-1]
		ps.first[a], ps.last[z] = append(ps.first[a], w), append(ps.last[z], w)
	}
	return ps
}

// has reports whether s is one of the phrases.
func (ps *phrases) has(s string) bool {
	w := []rune(s)
	return len(w) > 0 && prefixIn(ps, w) == len(w)
}

// prefixIn is the length of the longest phrase that text begins with.
func prefixIn(ps *phrases, text []rune) int {
	if len(text) > 0 {
		for _, w := range ps.first[text[0]] {
			if len(w) <= len(text) && slices.Equal(w, text[:len(w)]) {
				return len(w)
			}
		}
	}
	return 0
}

// suffixIn is the length of the longest phrase that text ends with.
func suffixIn(ps *phrases, text []rune) int {
	if len(text) > 0 {
		for _, w := range ps.last[text[len(text)-1]] {
			if len(w) <= len(text) && slices.Equal(w, text[len(text)-len(w):]) {
				return len(w)
			}
		}
	}
	return 0
}

// legalForms begin the names of organisations.
var legalForms = phrasesOf(`
	株式会社 有限会社 合同会社 合資会社 合名会社 一般社団 一般財団 公益社団 公益財団 社団法人 財団法人 学校法人 医療法人 社会福祉 独立行政 国立 公立 私立 県立 府立 都立 市立 町立 区立 村立 特定非営利 宗教法人 国立大学 ㈱ ㈲ (株) （株）
`)

// organisations end the names of organisations, places and things.
var organisations = phrasesOf(`
	会社 法人 大学 大学院 学部 学科 専攻 研究科 学府 学群 学類 短大 高専 高校 高等学校 中学 中学校 小学校 学校 学園 学院 幼稚園 保育園 保育所 こども園 附属
	病院 医院 クリニック 診療所 歯科 外科 内科 小児科 眼科 皮膚科 産婦人科 薬局 医療センター 保健所 療養所 ホーム 苑
	研究所 研究室 研究会 センター 機構 協会 連合 連盟 組合 財団 社団 団体 委員会 審議会 協議会 学会 部会 会議 事務局 事務所 本部 支部 支社 支店 本店 営業所 出張所 工場 倉庫 商店 商会 商事 物産 産業 工業 製作所 製薬 建設 電機 電気 電力 銀行 信用金庫 証券 保険 新聞社 出版 出版社 書店 書房 放送 鉄道 航空 交通 運輸 バス停 
	県 府 市 郡 区 役所 役場 県庁 府庁 市役所 省 庁 局 課 係 駅 港 空港 公園 広場 図書館 美術館 博物館 会館 公民館 資料館 記念館 体育館 ホール 劇場 球場 競技場 神社 神宮 寺院 教会 霊園 温泉 旅館 ホテル 食堂 酒店 川 湖 岳 海岸 海峡 半島 諸島 列島 盆地 平野 高原 山脈 街道 国道 線 橋 トンネル ダム 団地 マンション ハイツ コーポ アパート ビル 号館 番館 丁目 番地 大字
	委員 担当 窓口 関係者 各位 御中 一同 事務 業務 会計 経理 庶務 人事 総務 教務 広報 企画 情報 管理 開発 営業 製造 技術 研究 教育 支援 相談 対策 政策 制度 計画 事業 予算 決算 報告 報告書 資料 一覧 名簿 様式 規程 規則 要項 要領 論 学 概論 入門 演習 実習 実験 特論 講義 科目 英語 数学 国語 理科 社会 物理 化学 生物 歴史 体育 音楽 美術
`)

// nobody is what stands in the place of a name.
var nobody = set(`
	氏名 名前 姓名 お名前 なし 無し 無 有 有り あり 不明 未定 未記入 未入力 未登録 未回答 該当 該当なし 該当者なし 同上 同左 同右 仝 空欄 空白 匿名 非公開 非公表 欠員 欠番 空席 募集中 調整中 選考中 公募 公募中 合計 計 小計 総計 平均 総数 件数 備考 その他 全員 全体 本人 男 女 男性 女性 男子 女子 出席 欠席 合格 不合格 済 未 未済 可 不可 優 良 要 否 代理 退職 休職 転出 死亡 削除 予備 教員 職員 学生 院生 患者 保護者 記入例 見本 例 サンプル ダミー テスト 担当者 責任者 代表者 管理者 申請者 利用者 連絡先 緊急連絡先 電話 住所 所属 役職 職名 学年 性別 年齢 生年月日 フリガナ ふりがな カナ 署名 押印 自署 印 氏名欄 セイ メイ せい めい 姓 名 漢字 ローマ字 本籍 国籍 続柄 職業 勤務先 学籍番号 学生番号 番号 日付 申請日 提出日 記入日
`)
