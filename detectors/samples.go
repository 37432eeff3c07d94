package detectors

import (
	"strings"
	"unicode/utf8"
)

// samples lowers what stands in samples: short blocks of code in a text, what
// follows a line that calls it an example, and lists whose people are those of
// samples. Numbers that are valid and grave in themselves stay as they are.
func (sc *Scan) samples(fs []found) {
	any := false
	for i := range fs {
		any = any || fs[i].confidence >= Medium && sc.sampled(&fs[i])
	}
	if !any {
		return
	}
	tests := sc.cand.Opens(testPrograms)
	blocks := sampleBlocks(sc.text)
	sc.dummies(fs)
	next := 0
	for i := range fs {
		f := &fs[i]
		for next < len(blocks) && blocks[next].end <= f.start {
			next++
		}
		if in := next < len(blocks) && blocks[next].start <= f.start; f.confidence >= Medium && sc.sampled(f) && (in || tests || sc.list(f).sample()) {
			f.confidence, f.why = belowMedium, f.why|WhyExample
		}
	}
}

// testPrograms begin programs that test others.
var testPrograms = []string{"import pytest", "import unittest", "\nimport \"testing\"", "RSpec.describe", "import org.junit", "@Test", "from 'vitest'", "from \"vitest\"", "@testing-library", "use PHPUnit", "using Xunit", "using NUnit", "#include <gtest", "test_helper", "rails_helper", "spec_helper"}

// sampled reports whether a match may be lowered where it stands in a sample.
func (sc *Scan) sampled(f *found) bool {
	switch i := &sc.set.infos[f.det]; i.Category {
	case Credential, Marking:
		return false
	default:
		return i.ID != "my_number" && i.ID != "credit_card"
	}
}

// dummies counts the names in each list, and those of people of samples.
func (sc *Scan) dummies(fs []found) {
	sc.lists = append(sc.lists[:0], contacts{})
	var last *found
	for i := range fs {
		f := &fs[i]
		p := &sc.set.persons[f.det]
		if p.who != Somebody || p.contact {
			continue
		}
		switch l := sc.list(f); {
		case f.why&WhyDummy != 0:
			if last == nil || sc.text[f.start:f.end] != sc.text[last.start:last.end] {
				l.dummies++
			}
			last = f
		case f.confidence >= Medium && f.why&WhyPublic == 0:
			l.named++
		}
	}
}

// sample reports whether the people of a list are those of samples: two of them,
// and hardly anybody else.
func (l *contacts) sample() bool { return l.dummies >= 2 && l.dummies > 2*l.named }

const (
	sampleLines = 40  // a longer block of code is data
	outside     = 100 // bytes of text around the blocks
)

// sampleBlocks are the blocks of code between lines of ```, and what stands
// behind lines that announce an example, in order.
func sampleBlocks(text string) (blocks []span) {
	fences := strings.Contains(text, "```")
	code, lines, open, in := 0, 0, -1, 0 // bytes of code; lines of the block that begins at open
	blank := 0
	add := func(end int) {
		if open >= 0 && open < end && lines <= sampleLines {
			blocks = append(blocks, span{open, end})
		}
		open, lines, in = -1, 0, 0
	}
	const (
		fence = 1 + iota
		example
	)
	for start := 0; start < len(text); {
		end := len(text)
		if n := strings.IndexByte(text[start:], '\n'); n >= 0 {
			end = start + n
		}
		line := strings.TrimSpace(text[start:end])
		next := min(end+1, len(text))
		switch {
		case fences && strings.HasPrefix(line, "```"):
			if in == fence {
				code += start - open
				add(start)
			} else {
				add(start)
				open, in = next, fence
			}
		case in == fence:
			lines++
		case announcesExample(line):
			add(start)
			open, in, blank = next, example, 0
		case in == example:
			lines++
			if line == "" {
				blank++
			} else {
				blank = 0
			}
			if blank > 1 || lines > 1 && heading(line) || lines == sampleLines {
				add(start)
			}
		}
		start = end + 1
	}
	if in == example {
		add(len(text))
	}
	if code > 0 && len(text)-code < outside {
		return nil // the text is code
	}
	return blocks
}

// announcesExample reports whether a line says that an example follows: 入力例：,
// FHIR での例, and not 症例.
func announcesExample(line string) bool {
	const most = 60 // bytes
	if comment(line) && (strings.Contains(line, "ダミー") || strings.Contains(line, "サンプルデータ") || strings.Contains(line, "テストデータ") || strings.Contains(line, "テスト用")) {
		return true
	}
	if line == "" || !announces[line[len(line)-1]] {
		return false
	}
	line = strings.TrimRight(line, afterExample)
	if line == "" || len(line) > most || strings.ContainsAny(line, "、。") {
		return false
	}
	if strings.HasSuffix(line, "サンプル") || strings.HasSuffix(line, "見本") {
		return !hasData(line)
	}
	before, ok := strings.CutSuffix(line, "例")
	if !ok || hasData(line) {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(before)
	return !strings.ContainsRune("症事判条前比慣凡異定通特恒先実法百千一二三四五六七八九十各同全当本", r)
}

// afterExample may stand behind what announces an example.
const afterExample = " 　:：】）)]>＞*"

// announces are the last bytes of lines that may announce one: few lines end so.
var announces = func() (t [256]bool) {
	for _, r := range "例ル本" + afterExample {
		s := string(r)
		t[s[len(s)-1]] = true
	}
	return t
}()

// comment reports whether a line is a comment of a program.
func comment(line string) bool {
	if line == "" || line[0] >= 0x80 || isWord(line[0]) {
		return false
	}
	for _, p := range [...]string{"//", "#", "--", "/*", "*", "<!--", ";"} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	return false
}

// heading reports whether a line begins another part of a text.
func heading(line string) bool {
	for _, p := range [...]string{"#", "■", "●", "◆", "【", "§", "第", "○", "◇", "□"} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	n := 0
	for n < len(line) {
		_, w := digitAt(line, n, len(line))
		if w == 0 {
			break
		}
		n += w
	}
	rest := line[n:]
	return n > 0 && n <= 2*len("１") && (strings.HasPrefix(rest, ". ") || strings.HasPrefix(rest, "．") || strings.HasPrefix(rest, "　") || strings.HasPrefix(rest, ".") && len(rest) > 1 && rest[1]-'0' <= 9)
}
