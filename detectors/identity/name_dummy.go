package identity

import (
	"strings"
	"unicode/utf8"

	"tenken/detectors"
)

// dummies are names of nobody, from the samples of forms.
var dummies = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(`
		山田太郎 山田花子 山田一郎 山田二郎 山田次郎 田中太郎 田中花子 鈴木太郎 鈴木花子 佐藤太郎 佐藤花子 日本太郎 日本花子 東京太郎 東京花子 大阪太郎 大阪花子 京都太郎 京都花子 国税太郎 国税花子 厚労太郎 厚生太郎 厚生花子 年金太郎 年金花子 労働太郎 雇用太郎
		大学太郎 大学一郎 大学花子 奨学太郎 奨学花子 学生太郎 文部太郎 文科太郎 科学太郎 科研太郎 研究太郎 研究花子 番号太郎 番号花子 個人太郎 戸籍太郎 住基太郎 法務太郎 総務太郎 総務花子 外務太郎 財務太郎 特許太郎 見本太郎 例示太郎 試験太郎 テスト太郎 テスト花子 甲野太郎 甲野花子 乙野花子 乙野次郎 甲山太郎 名無太郎 何野誰兵衛 何某 誰某 某 保険太郎 健康太郎 健保太郎 健保花子 医療太郎 患者太郎 病院太郎`) {
		m[n] = true
	}
	return m
}()

// dummyName reports whether a name is a placeholder: 山田 太郎, ○○ 太郎.
func dummyName(name string) bool {
	if strings.ContainsAny(name, "○◯〇●△□×") {
		return true
	}
	var room [64]byte // longer than any of them
	word := room[:0]
	for i := 0; i < len(name); {
		if w := blank(name[i:]); w > 0 && name[i] != '\t' {
			i += w
			continue
		}
		if len(word) == len(room) {
			return false
		}
		word = append(word, name[i])
		i++
	}
	return dummies[string(word)]
}

// wordBefore is the word of two kanji before offset i, and the space between: 東京
// in 東京 太郎.
func wordBefore(c *detectors.Candidate, i int) string {
	s := strings.TrimRight(c.Text[max(c.Lo, i-len("東京　")):i], " 　")
	if len(s) < len("東京") {
		return ""
	}
	return s[len(s)-len("東京"):]
}

// masked reports whether the text before offset i is that of a sample: ○○ 太郎.
func masked(c *detectors.Candidate, i int) bool {
	for {
		r := c.Prev(i)
		switch r {
		case ' ', '　', '\u00a0':
			i -= utf8.RuneLen(r)
			continue
		case '○', '◯', '〇', '●', '△', '□', '×', '＊', '*', '■':
			prev := c.Prev(i - utf8.RuneLen(r))
			return prev == r // ○○, not the bullet of a list
		}
		return false
	}
}

// cutByMask reports whether a name goes on with signs that hide the rest of
// it: 山***.
func cutByMask(c *detectors.Candidate, end int) bool {
	switch c.Next(end) {
	case '○', '◯', '〇', '●', '△', '□', '×', '＊', '*', '■':
		return true
	}
	return false
}

// publicNames are people whom texts name as history, not as data.
var publicNames = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range strings.Fields(`
		夏目漱石 森鷗外 森鴎外 芥川龍之介 太宰治 谷崎潤一郎 川端康成 三島由紀夫 志賀直哉 島崎藤村 樋口一葉 正岡子規 与謝野晶子 石川啄木 宮沢賢治 宮澤賢治 中原中也 萩原朔太郎 北原白秋 永井荷風 泉鏡花 幸田露伴 尾崎紅葉 二葉亭四迷 坪内逍遙 坪内逍遥 国木田独歩 田山花袋 武者小路実篤 有島武郎 菊池寛 久米正雄 横光利一 堀辰雄 梶井基次郎 小林多喜二 坂口安吾 織田作之助 江戸川乱歩 横溝正史 松本清張 司馬遼太郎 吉川英治 山本周五郎 井伏鱒二 安部公房 遠藤周作 大江健三郎 村上春樹 村上龍 東野圭吾 宮部みゆき 直木三十五 里見弴 室生犀星 高村光太郎 斎藤茂吉 斉藤茂吉 若山牧水 種田山頭火 松尾芭蕉 与謝蕪村 小林一茶 井原西鶴 近松門左衛門 上田秋成 曲亭馬琴 滝沢馬琴 十返舎一九 紫式部 清少納言 在原業平 小野小町 紀貫之 藤原定家 鴨長明 吉田兼好 本居宣長 平賀源内 杉田玄白 伊能忠敬
		織田信長 豊臣秀吉 徳川家康 徳川慶喜 徳川吉宗 徳川家光 武田信玄 上杉謙信 伊達政宗 明智光秀 石田三成 真田幸村 真田信繁 前田利家 加藤清正 足利尊氏 足利義満 足利義政 源頼朝 源義経 源実朝 平清盛 平将門 藤原道長 藤原鎌足 菅原道真 聖徳太子 蘇我馬子 蘇我入鹿 中大兄皇子 北条時宗 北条泰時 楠木正成 新田義貞 坂本龍馬 西郷隆盛 大久保利通 木戸孝允 桂小五郎 高杉晋作 吉田松陰 勝海舟 近藤勇 土方歳三 沖田総司 井伊直弼 大隈重信 伊藤博文 山県有朋 板垣退助 岩倉具視 福沢諭吉 福澤諭吉 渋沢栄一 新渡戸稲造 津田梅子 北里柴三郎 野口英世 湯川秀樹 朝永振一郎 山中伸弥 本庶佑 大村智 利根川進 江崎玲於奈 小柴昌俊 梶田隆章 真鍋淑郎 田中耕一 野依良治 白川英樹 鈴木章 根岸英一 中村修二 天野浩 赤崎勇 大隅良典 吉野彰 益川敏英 小林誠 南部陽一郎 下村脩 福井謙一
		原敬 犬養毅 高橋是清 浜口雄幸 近衛文麿 東條英機 東条英機 鈴木貫太郎 吉田茂 鳩山一郎 岸信介 池田勇人 佐藤栄作 田中角栄 三木武夫 福田赳夫 大平正芳 中曽根康弘 竹下登 宮澤喜一 宮沢喜一 細川護熙 村山富市 橋本龍太郎 小渕恵三 森喜朗 小泉純一郎 安倍晋三 福田康夫 麻生太郎 鳩山由紀夫 菅直人 野田佳彦 菅義偉 岸田文雄 石破茂 高市早苗 小池百合子 石原慎太郎 橋下徹 葛飾北斎 歌川広重 喜多川歌麿 東洲斎写楽 尾形光琳 俵屋宗達 雪舟 狩野永徳 横山大観 黒田清輝 岡本太郎 岡倉天心 滝廉太郎 瀧廉太郎 山田耕筰 黒澤明 小津安二郎 溝口健二 宮崎駿 高畑勲 手塚治虫 長嶋茂雄 王貞治 野茂英雄 大谷翔平 羽生善治 藤井聡太 羽生結弦 西田幾多郎 柳田國男 柳田国男 折口信夫 南方熊楠 和辻哲郎 九鬼周造 丸山眞男 丸山真男 内村鑑三 植村正久 中江兆民 幸徳秋水 堺利彦 大杉栄 平塚らいてう 市川房枝 孫文 毛沢東 蔣介石 蒋介石 周恩来 習近平 孔子 孟子 老子 荘子 李白 杜甫 魯迅`) {
		m[n] = true
	}
	return m
}()

func publicName(name string) bool { return publicNames[name] }
