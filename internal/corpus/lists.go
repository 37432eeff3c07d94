package corpus

import "strings"

var surnames = strings.Split("石井 イシイ ishii,岡田 オカダ okada,宮本 ミヤモト miyamoto,上田 ウエダ ueda,杉山 スギヤマ sugiyama,大塚 オオツカ otsuka,野口 ノグチ noguchi,新井 アライ arai,桜井 サクライ sakurai,菅原 スガワラ sugawara,久保 クボ kubo,松尾 マツオ matsuo,平野 ヒラノ hirano,渡部 ワタナベ watanabe,古川 フルカワ furukawa,本田 ホンダ honda,小島 コジマ kojima,水野 ミズノ mizuno,吉村 ヨシムラ yoshimura,工藤 クドウ kudo,横山 ヨコヤマ yokoyama,宮崎 ミヤザキ miyazaki,高田 タカダ takada,大西 オオニシ onishi,永井 ナガイ nagai,内藤 ナイトウ naito,神田 カンダ kanda,堀内 ホリウチ horiuchi,沢田 サワダ sawada,早川 ハヤカワ hayakawa", ",")

var givens = strings.Split("一郎 イチロウ ichiro,達也 タツヤ tatsuya,雄太 ユウタ yuta,聡 サトシ satoshi,茂 シゲル shigeru,和夫 カズオ kazuo,洋平 ヨウヘイ yohei,大地 ダイチ daichi,正人 マサト masato,裕介 ユウスケ yusuke,幸子 サチコ sachiko,由紀子 ユキコ yukiko,美穂 ミホ miho,明美 アケミ akemi,香織 カオリ kaori,真理 マリ mari,典子 ノリコ noriko,恵美 エミ emi,友香 トモカ tomoka,沙織 サオリ saori,麻衣 マイ mai,理恵 リエ rie,舞子 マイコ maiko,千春 チハル chiharu", ",")

// Real postal codes and towns; the block numbers are made up.
var towns = strings.Split("604-0903 京都府 京都市中京区指物町,530-0047 大阪府 大阪市北区西天満,113-0033 東京都 文京区本郷,980-0811 宮城県 仙台市青葉区一番町,812-0011 福岡県 福岡市博多区博多駅前,460-0008 愛知県 名古屋市中区栄,730-0011 広島県 広島市中区基町,920-0853 石川県 金沢市本町,380-0823 長野県 長野市南千歳,760-0023 香川県 高松市寿町", ",")

// lists are kinds that are words.
var lists = map[string][]string{
	"dashes":   {"-----"}, // apart from BEGIN, lest someone takes a template for a key
	"sex":      {"男", "女"},
	"nation":   {"中国", "韓国", "ベトナム", "インドネシア", "ブラジル", "アメリカ"},
	"status":   {"留学", "教授", "研究"},
	"faculty":  {"文学部", "理学部", "工学部", "農学部", "経済学部"},
	"course":   {"線形代数", "英語Ⅱ", "有機化学", "日本史概説", "統計学入門"},
	"mark":     {"秀", "優", "良", "可", "不可"},
	"result":   {"合格", "不合格", "補欠"},
	"illness":  {"2型糖尿病", "高血圧症", "気管支喘息", "うつ病", "胃癌", "脂質異常症", "関節リウマチ", "潰瘍性大腸炎"},
	"ailment":  {"心房細動", "誤嚥性肺炎", "大腿骨頸部骨折", "非結核性抗酸菌症", "糖尿病性腎症", "慢性心不全", "間質性肺炎", "急性膵炎", "自閉スペクトラム症", "双極性障害", "甲状腺機能亢進症", "鉄欠乏性貧血", "尿管結石", "帯状疱疹", "腰部脊柱管狭窄症", "緑内障"},
	"remedy":   {"アピキサバン", "ビソプロロール", "エンパグリフロジン", "エスシタロプラム", "プレドニゾロン", "レボフロキサシン", "ランソプラゾール", "メトトレキサート", "レベチラセタム", "ドネペジル", "フロセミド", "補中益気湯"},
	"drug":     {"アムロジピン錠5mg", "ロキソプロフェン錠60mg", "メトホルミン塩酸塩錠250mg", "酸化マグネシウム錠330mg"},
	"disabled": {"聴覚障害", "視覚障害", "肢体不自由", "発達障害"},
	"faith":    {"カトリック", "イスラム教", "浄土真宗", "プロテスタント"},
	"crime":    {"窃盗罪で罰金刑", "道路交通法違反", "傷害罪で執行猶予"},
	"virus":    {"陽性", "陰性"},
	"judged":   {"A", "B", "C", "要再検査", "要精密検査"},
	"bank":     {"みずほ銀行", "三井住友銀行", "京都銀行", "りそな銀行"},
	"item":     {"試験管", "ビーカー", "複写用紙", "電池", "軍手", "封筒"},
	"room":     {"第1会議室", "講堂", "301講義室", "体育館"},
	"parent":   {"父", "母", "祖母"},
	"facility": {"中央図書館", "北公民館", "市民体育館", "みなと病院", "南保健所"},
}
