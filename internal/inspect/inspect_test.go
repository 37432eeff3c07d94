package inspect_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"tenken/detectors"
	alldetectors "tenken/detectors/all"
	"tenken/internal/extract"
	allformats "tenken/internal/extract/all"
	"tenken/internal/inspect"
	"tenken/internal/policy"
	"tenken/internal/record"
	"tenken/scanners"
)

// store is a source in memory.
type store struct {
	data    map[string]string
	openErr error
	changed error
	raw     bool // a plain stream, no io.ReaderAt
}

func (s store) Roots(context.Context) ([]string, error) { return nil, nil }
func (s store) List(context.Context, string, string) iter.Seq2[scanners.Page, error] {
	return nil
}
func (s store) Unchanged(context.Context, scanners.Item) error { return s.changed }
func (s store) Open(_ context.Context, it scanners.Item) (io.ReadCloser, error) {
	if s.openErr != nil {
		return nil, s.openErr
	}
	r := strings.NewReader(s.data[it.ID])
	if s.raw {
		return io.NopCloser(struct{ io.Reader }{r}), nil
	}
	return readerAt{r}, nil
}

type readerAt struct{ *strings.Reader }

func (readerAt) Close() error { return nil }

func newInspector(t *testing.T) *inspect.Inspector {
	t.Helper()
	text, err := os.ReadFile("../../configs/policy/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := policy.Parse("default.yaml", text)
	if err != nil {
		t.Fatal(err)
	}
	set, err := detectors.NewSet(alldetectors.Detectors()...)
	if err != nil {
		t.Fatal(err)
	}
	return &inspect.Inspector{
		Reader: extract.NewReader(allformats.Formats(), extract.DefaultBudget, t.TempDir()),
		Set:    set, Policy: p, Key: []byte("key"), TmpDir: t.TempDir(),
	}
}

func item(name, data string) scanners.Item {
	return scanners.Item{Source: "test", ID: name, Path: name, Size: int64(len(data)), Modified: time.Unix(0, 0)}
}

// myNumber appends the check digit to eleven digits, by the ministerial
// ordinance 平成26年総務省令第85号 第5条.
func myNumber(eleven string) string {
	sum := 0
	for i, w := range []int{6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2} {
		sum += w * int(eleven[i]-'0')
	}
	if sum %= 11; sum <= 1 {
		return eleven + "0"
	}
	return eleven + fmt.Sprint(11-sum)
}

// roster is a CSV of n people with a My Number and two mail addresses each.
func roster(n int) string {
	var b strings.Builder
	b.WriteString("番号,個人番号,メールアドレス,メールアドレス2\r\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,%s,a%d@example.ac.jp,b%d@example.ac.jp\r\n", i+1, myNumber(fmt.Sprintf("%011d", 30000000000+i*7919)), i, i)
	}
	return b.String()
}

func inspectOne(t *testing.T, in *inspect.Inspector, s store, it scanners.Item) record.File {
	t.Helper()
	f, err := in.Item(t.Context(), s, it)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func find(f record.File, typ string) record.Finding {
	for _, g := range f.Findings {
		if g.Type == typ {
			return g
		}
	}
	return record.Finding{}
}

func TestRowsAreOnePersonEach(t *testing.T) {
	in := newInspector(t)
	data := roster(120)
	for _, raw := range []bool{false, true} {
		f := inspectOne(t, in, store{data: map[string]string{"r.csv": data}, raw: raw}, item("r.csv", data))
		if f.Status != record.Inspected || f.Verdict != record.Violation || f.Level != record.Critical {
			t.Errorf("got %s, %s, %s", f.Status, f.Verdict, f.Level)
		}
		if f.Persons != 120 {
			t.Errorf("%d persons; want 120, though there are 240 mail addresses", f.Persons)
		}
		if g := find(f, "email"); g.Count != 240 || len(g.Places) != record.MaxPlaces {
			t.Errorf("email: %d matches, places %v", g.Count, g.Places)
		}
		if g := find(f, "my_number"); g.Count != 120 || g.Places[0] != "line 2" || len(g.Digests) != record.MaxDigests {
			t.Errorf("my_number: %+v", g)
		}
	}
}

// A line of very many matches is counted to the last one, has one place, and
// those of the lines behind it follow.
func TestVeryManyMatches(t *testing.T) {
	in := newInspector(t)
	const many = 10_000
	data := strings.Repeat("連絡は a1@mail.tenken.ac.jp まで。", many) + strings.Repeat("\n宛先 b2@mail.tenken.ac.jp\n", 30)
	f := inspectOne(t, in, store{data: map[string]string{"a.txt": data}}, item("a.txt", data))
	g := find(f, "email")
	want := []string{"line 1"}
	for n := 2; len(want) < record.MaxPlaces; n += 2 {
		want = append(want, fmt.Sprint("line ", n))
	}
	if g.Count != many+30 || len(g.Digests) != 2 || !slices.Equal(g.Places, want) {
		t.Errorf("%d matches, %d values, places %v", g.Count, len(g.Digests), g.Places)
	}
}

func TestNoValueLeaves(t *testing.T) {
	in := newInspector(t)
	data := roster(3) + "連絡先: taro.yamada@example.ac.jp\r\n"
	f := inspectOne(t, in, store{data: map[string]string{"r.csv": data}}, item("r.csv", data))
	out, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{myNumber("30000000000"), "a0@example", "taro.yamada"} {
		if bytes.Contains(out, []byte(secret)) {
			t.Errorf("the record holds %q: %s", secret, out)
		}
	}
	if g := find(f, "my_number"); g.Sample == "" || strings.Trim(g.Sample, "*") != "" {
		t.Errorf("sample %q; want nothing but stars", g.Sample)
	}
}

func TestOffsetsAreCodePointsOfTheWholeText(t *testing.T) {
	in := newInspector(t)
	data := strings.Repeat("装置の点検を行い、異常はなかった。\n", 40_000) + "連絡先：hanako@example.ac.jp まで\n"
	var got []inspect.MatchAt
	_, err := in.Matches(t.Context(), store{data: map[string]string{"a.txt": data}}, item("a.txt", data), func(m inspect.MatchAt) {
		if m.Type == "email" {
			got = append(got, m)
		}
	})
	if err != nil || len(got) != 1 {
		t.Fatalf("got %v, %v; want one match", got, err)
	}
	if text := string([]rune(data)[got[0].Start:got[0].End]); text != "hanako@example.ac.jp" {
		t.Errorf("the offsets hold %q", text)
	}
	if got[0].Place != "line 40001" {
		t.Errorf("place %q; want line 40001", got[0].Place)
	}
}

// twoForms is a reader of a number in two forms, between two others.
type twoForms struct{}

func (twoForms) Read(_ context.Context, _ extract.File, emit func(extract.Text) error) (string, []extract.Problem, error) {
	return "text/plain", nil, errors.Join(
		emit(extract.Text{Body: "電話 090-1234-5678\n"}),
		emit(extract.Text{Body: "電話 9012345678 昭和60年4月1日\n", Aside: true}),
		emit(extract.Text{Body: "連絡先 hanako@example.ac.jp\n"}))
}

func TestOtherFormsAreNotCounted(t *testing.T) {
	in := newInspector(t)
	in.Reader = twoForms{}
	whole := []rune("電話 090-1234-5678\n電話 9012345678 昭和60年4月1日\n連絡先 hanako@example.ac.jp\n")
	var got []string
	_, err := in.Matches(t.Context(), store{data: map[string]string{"a": "x"}}, item("a", "x"), func(m inspect.MatchAt) {
		got = append(got, string(whole[m.Start:m.End]))
	})
	if want := []string{"090-1234-5678", "hanako@example.ac.jp"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("matches %q, %v; want %q", got, err, want)
	}
}

func TestWhatCannotBeReadIsARecord(t *testing.T) {
	in := newInspector(t)
	for _, c := range []struct {
		name   string
		store  store
		item   scanners.Item
		status record.Status
		code   record.Code
	}{
		{"denied", store{openErr: fmt.Errorf("open: %w", scanners.ErrDenied)}, item("a", "x"), record.Unreadable, record.Denied},
		{"gone", store{openErr: scanners.ErrGone}, item("a", "x"), record.Unreadable, record.Gone},
		{"archived", store{openErr: scanners.ErrFrozen}, item("a", "x"), record.Unreadable, record.Frozen},
		{"disk", store{openErr: syscall.EIO}, item("a", "x"), record.Unreadable, record.ReadError},
		{"changed while read", store{data: map[string]string{"a": "本文"}, changed: scanners.ErrChanged}, item("a", "本文"), record.Partial, record.Changed},
		{"unknown format", store{data: map[string]string{"a": "\x7fELF\x00\x01\x02\x00\x00\x00\xff\xfe\x80"}}, item("a", "\x7fELF\x00\x01\x02\x00\x00\x00\xff\xfe\x80"), record.Unreadable, record.Unsupported},
		{"link", store{}, scanners.Item{Media: "inode/symlink"}, record.Skipped, record.SymbolicLink},
	} {
		f := inspectOne(t, in, c.store, c.item)
		if f.Status != c.status || len(f.Reasons) != 1 || f.Reasons[0].Code != c.code {
			t.Errorf("%s: got %s, %v; want %s, %s", c.name, f.Status, f.Reasons, c.status, c.code)
		}
		if f.Verdict != record.Clear {
			t.Errorf("%s: verdict %s", c.name, f.Verdict)
		}
	}
}

func TestWhatALaterTryMayMeetIsAnError(t *testing.T) {
	in := newInspector(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for name, c := range map[string]struct {
		ctx context.Context
		err error
	}{
		"busy":      {t.Context(), scanners.Busy{After: time.Minute}},
		"disk full": {t.Context(), &os.PathError{Op: "write", Path: "spool", Err: syscall.ENOSPC}},
		"stopped":   {ctx, context.Canceled},
	} {
		if f, err := in.Item(c.ctx, store{openErr: c.err}, item("a", "x")); !errors.Is(err, c.err) {
			t.Errorf("%s: got %+v, %v; want the error", name, f.Status, err)
		}
	}
}

func TestRulesetFollowsThePolicy(t *testing.T) {
	a, b := newInspector(t), newInspector(t)
	if a.Ruleset() != b.Ruleset() || a.Ruleset() == "" {
		t.Fatalf("the same rules give %q and %q", a.Ruleset(), b.Ruleset())
	}
	p, err := policy.Parse("other", []byte("name: x\nrules:\n- {id: a, when: {types: [email]}, level: low, verdict: review}\n"))
	if err != nil {
		t.Fatal(err)
	}
	if b.Policy = p; a.Ruleset() == b.Ruleset() || a.Reading() != b.Reading() {
		t.Error("another policy has the same ruleset, or wants files read again")
	}
}

func TestDigestsNeedTheKey(t *testing.T) {
	in := newInspector(t)
	data := roster(1)
	s := store{data: map[string]string{"r.csv": data}}
	a := find(inspectOne(t, in, s, item("r.csv", data)), "my_number").Digests
	again := find(inspectOne(t, in, s, item("r.csv", data)), "my_number").Digests
	in.Key = []byte("another key")
	b := find(inspectOne(t, in, s, item("r.csv", data)), "my_number").Digests
	if !bytes.Equal(a[0], again[0]) || bytes.Equal(a[0], b[0]) {
		t.Errorf("digests %x, %x, %x; want the first two alike and the third different", a, again, b)
	}
}

// The names of some files tell all by themselves, whatever the file holds.
func TestNames(t *testing.T) {
	in := newInspector(t)
	for name, want := range map[string]string{
		"99990010_-_ADT-00_999999999999999_20161028143312352_-_1": "ssmix2",
		"store/passwords.kdbx": "key_file",
		"notes.txt":            "",
	} {
		f, err := in.Item(t.Context(), store{data: map[string]string{name: "\x00\x01"}}, item(name, "\x00\x01"))
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if len(f.Findings) > 0 {
			got = f.Findings[0].Type
		}
		if got != want || f.Flagged() != (want != "") {
			t.Errorf("%s: %q, flagged %v; want %q", name, got, f.Flagged(), want)
		}
	}
}
