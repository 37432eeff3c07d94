package campus

import (
	"fmt"
	"strings"
	"time"
)

// person is somebody who does not exist. Names are common surnames and given
// names put together by chance.
type person struct {
	surname, given         string
	surnameKana, givenKana string
	romaji                 string
	born                   time.Time
	female                 bool
	postal, address        string
	mobile, mail           string
	student, staff         string
	patient                string
	number                 string // My Number
}

type name struct{ kanji, kana, romaji string }

var surnames = []name{
	{"佐藤", "サトウ", "sato"}, {"鈴木", "スズキ", "suzuki"}, {"高橋", "タカハシ", "takahashi"}, {"田中", "タナカ", "tanaka"},
	{"伊藤", "イトウ", "ito"}, {"渡辺", "ワタナベ", "watanabe"}, {"山本", "ヤマモト", "yamamoto"}, {"中村", "ナカムラ", "nakamura"},
	{"小林", "コバヤシ", "kobayashi"}, {"加藤", "カトウ", "kato"}, {"吉田", "ヨシダ", "yoshida"}, {"山口", "ヤマグチ", "yamaguchi"},
	{"松本", "マツモト", "matsumoto"}, {"井上", "イノウエ", "inoue"}, {"木村", "キムラ", "kimura"}, {"林", "ハヤシ", "hayashi"},
	{"清水", "シミズ", "shimizu"}, {"斎藤", "サイトウ", "saito"}, {"阿部", "アベ", "abe"}, {"森", "モリ", "mori"},
	{"池田", "イケダ", "ikeda"}, {"橋本", "ハシモト", "hashimoto"}, {"石川", "イシカワ", "ishikawa"}, {"前田", "マエダ", "maeda"},
	{"藤田", "フジタ", "fujita"}, {"後藤", "ゴトウ", "goto"}, {"長谷川", "ハセガワ", "hasegawa"}, {"村上", "ムラカミ", "murakami"},
	{"近藤", "コンドウ", "kondo"}, {"坂本", "サカモト", "sakamoto"}, {"遠藤", "エンドウ", "endo"}, {"青木", "アオキ", "aoki"},
	{"藤井", "フジイ", "fujii"}, {"西村", "ニシムラ", "nishimura"}, {"福田", "フクダ", "fukuda"}, {"太田", "オオタ", "ota"},
	{"三浦", "ミウラ", "miura"}, {"岡本", "オカモト", "okamoto"}, {"中川", "ナカガワ", "nakagawa"}, {"原田", "ハラダ", "harada"},
	{"小野", "オノ", "ono"}, {"竹内", "タケウチ", "takeuchi"}, {"金子", "カネコ", "kaneko"}, {"和田", "ワダ", "wada"},
	{"髙木", "タカギ", "takagi"}, {"濵田", "ハマダ", "hamada"}, {"五十嵐", "イガラシ", "igarashi"}, {"佐々木", "ササキ", "sasaki"},
}

var womensNames = []name{
	{"陽子", "ヨウコ", "yoko"}, {"美咲", "ミサキ", "misaki"}, {"結衣", "ユイ", "yui"}, {"由美", "ユミ", "yumi"},
	{"恵子", "ケイコ", "keiko"}, {"真由美", "マユミ", "mayumi"}, {"智子", "トモコ", "tomoko"}, {"愛", "アイ", "ai"},
	{"彩香", "アヤカ", "ayaka"}, {"千尋", "チヒロ", "chihiro"}, {"直美", "ナオミ", "naomi"}, {"久美子", "クミコ", "kumiko"},
	{"さくら", "サクラ", "sakura"}, {"葵", "アオイ", "aoi"}, {"優花", "ユウカ", "yuka"}, {"奈々", "ナナ", "nana"},
}

var mensNames = []name{
	{"健一", "ケンイチ", "kenichi"}, {"大輔", "ダイスケ", "daisuke"}, {"翔太", "ショウタ", "shota"}, {"拓也", "タクヤ", "takuya"},
	{"誠", "マコト", "makoto"}, {"浩二", "コウジ", "koji"}, {"直樹", "ナオキ", "naoki"}, {"隆", "タカシ", "takashi"},
	{"蓮", "レン", "ren"}, {"悠斗", "ユウト", "yuto"}, {"和也", "カズヤ", "kazuya"}, {"剛", "ツヨシ", "tsuyoshi"},
	{"亮介", "リョウスケ", "ryosuke"}, {"健太郎", "ケンタロウ", "kentaro"}, {"修", "オサム", "osamu"}, {"陽翔", "ハルト", "haruto"},
}

// places are real postal codes and towns; the block numbers are made up.
var places = []struct{ postal, town string }{
	{"060-0042", "北海道札幌市中央区大通西"}, {"980-0811", "宮城県仙台市青葉区一番町"}, {"113-0033", "東京都文京区本郷"},
	{"160-0022", "東京都新宿区新宿"}, {"192-0046", "東京都八王子市明神町"}, {"231-0023", "神奈川県横浜市中区山下町"},
	{"260-0013", "千葉県千葉市中央区中央"}, {"330-0845", "埼玉県さいたま市大宮区仲町"}, {"460-0008", "愛知県名古屋市中区栄"},
	{"604-8005", "京都府京都市中京区恵比須町"}, {"606-8225", "京都府京都市左京区田中門前町"}, {"530-0001", "大阪府大阪市北区梅田"},
	{"650-0021", "兵庫県神戸市中央区三宮町"}, {"730-0011", "広島県広島市中区基町"}, {"812-0011", "福岡県福岡市博多区博多駅前"},
	{"900-0015", "沖縄県那覇市久茂地"}, {"380-0823", "長野県長野市南千歳"}, {"920-0853", "石川県金沢市本町"},
}

func (r *random) person() person {
	s := surnames[r.IntN(len(surnames))]
	p := person{surname: s.kanji, surnameKana: s.kana, female: r.IntN(2) == 0}
	names := mensNames
	if p.female {
		names = womensNames
	}
	g := names[r.IntN(len(names))]
	p.given, p.givenKana = g.kanji, g.kana
	p.romaji = strings.ToUpper(s.romaji) + " " + strings.ToUpper(g.romaji[:1]) + g.romaji[1:]
	p.born = r.between(1998, 2006)
	at := places[r.IntN(len(places))]
	p.postal = at.postal
	p.address = fmt.Sprintf("%s%d-%d-%d", at.town, 1+r.IntN(6), 1+r.IntN(30), 1+r.IntN(20))
	p.mobile = fmt.Sprintf("0%d0-%s-%s", 7+r.IntN(3), r.digits(4), r.digits(4))
	p.mail = fmt.Sprintf("%s.%s%02d@stu.example.ac.jp", g.romaji, s.romaji, r.IntN(100))
	p.student = fmt.Sprintf("%02d%s%04d", 19+r.IntN(7), r.pick("A", "B", "C", "M", "T"), 1+r.IntN(9000))
	p.staff = "0" + r.digits(6)
	p.patient = "00" + r.digits(6)
	p.number = r.myNumber()
	return p
}

// people are n persons of different student numbers, mail addresses and names.
func (r *random) people(n int) []person {
	out := make([]person, 0, n)
	seen := map[string]bool{}
	for len(out) < n {
		p := r.person()
		if n < 2000 && seen[p.name()] || seen[p.student] || seen[p.mail] {
			if n >= 2000 { // more than there are names: numbers tell them apart
				p.student = fmt.Sprintf("%02dA%05d", 19+r.IntN(7), len(out))
				p.mail = fmt.Sprintf("s%d@stu.example.ac.jp", len(out))
				out = append(out, p)
			}
			continue
		}
		seen[p.name()], seen[p.student], seen[p.mail] = true, true, true
		out = append(out, p)
	}
	return out
}

func (p person) name() string { return p.surname + " " + p.given }
func (p person) kana() string { return p.surnameKana + " " + p.givenKana }
func (p person) sex() string {
	if p.female {
		return "女"
	}
	return "男"
}
func (p person) birthday() string { return p.born.Format("2006/01/02") }

// wareki is the date of birth by the Japanese calendar.
func (p person) wareki() string {
	y, m, d := p.born.Date()
	if p.born.Before(time.Date(2019, 5, 1, 0, 0, 0, 0, time.UTC)) {
		return fmt.Sprintf("平成%d年%d月%d日", y-1988, m, d)
	}
	return fmt.Sprintf("令和%d年%d月%d日", y-2018, m, d)
}
