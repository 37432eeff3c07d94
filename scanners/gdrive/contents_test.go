package gdrive_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/gdrive/gdrivetest"
)

const (
	docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
	xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	pptx = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
)

func read(t *testing.T, sc scanners.Scanner, it scanners.Item) ([]byte, error) {
	t.Helper()
	rc, err := sc.Open(t.Context(), it)
	if err != nil {
		return nil, err
	}
	defer rc.Close()
	return io.ReadAll(rc)
}

func large(n int) []byte {
	b := make([]byte, n)
	rand.NewChaCha8([32]byte{}).Read(b) //nolint:errcheck // it does not fail
	return b
}

// TestContents reads one of each kind: what can be read as it is or exported, by
// each way of exporting, and what has a reason not to be read.
func TestContents(t *testing.T) {
	s, conf := serve(t)
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	over := large(11 << 20) // more than Drive exports
	for _, c := range []struct {
		file gdrivetest.File
		want []byte
		err  error
	}{
		{file: gdrivetest.File{Name: "a.txt", Data: []byte("本文"), Mime: "text/plain"}, want: []byte("本文")},
		{file: gdrivetest.File{Name: "none.txt", Mime: "text/plain"}, want: []byte{}},
		{file: gdrivetest.File{Name: "large.bin", Data: over}, want: over},
		{file: gdrivetest.File{Name: "文書", Mime: gdrivetest.MimeDocument, Exports: map[string][]byte{docx: []byte("docx"), "text/plain": []byte("text")}}, want: []byte("docx")},
		{file: gdrivetest.File{Name: "表", Mime: gdrivetest.MimeSheet, Exports: map[string][]byte{xlsx: []byte("all sheets"), "text/csv": []byte("first sheet")}}, want: []byte("all sheets")},
		{file: gdrivetest.File{Name: "発表", Mime: gdrivetest.MimeSlides, Exports: map[string][]byte{pptx: []byte("pptx")}}, want: []byte("pptx")},
		{file: gdrivetest.File{Name: "図", Mime: gdrivetest.MimeDrawing, Exports: map[string][]byte{"application/pdf": []byte("pdf"), "image/png": []byte("png")}}, want: []byte("pdf")},
		{file: gdrivetest.File{Name: "大きな表", Mime: gdrivetest.MimeSheet, Exports: map[string][]byte{xlsx: over}}, want: over},
		{file: gdrivetest.File{Name: "リンクの切れた大きな表", Mime: gdrivetest.MimeSheet, Exports: map[string][]byte{xlsx: over}, NoLinks: true}, want: over},
		{file: gdrivetest.File{Name: "フォーム", Mime: gdrivetest.MimeForm}, err: scanners.ErrOnline},
		{file: gdrivetest.File{Name: "地図", Mime: "application/vnd.google-apps.map"}, err: scanners.ErrOnline},
		{file: gdrivetest.File{Name: "サイト", Mime: "application/vnd.google-apps.site"}, err: scanners.ErrOnline},
		{file: gdrivetest.File{Name: "板書", Mime: "application/vnd.google-apps.jam"}, err: scanners.ErrOnline},
		{file: gdrivetest.File{Name: "暗号化", Data: []byte("x"), Sealed: true}, err: scanners.ErrKey},
		{file: gdrivetest.File{Name: "有害", Data: []byte("x"), Abusive: true}, err: scanners.ErrAbusive},
		{file: gdrivetest.File{Name: "禁止", Data: []byte("x"), NoCopy: true}, err: scanners.ErrNoCopy},
		{file: gdrivetest.File{Name: "禁止文書", Mime: gdrivetest.MimeDocument, Exports: map[string][]byte{docx: []byte("docx")}, NoCopy: true}, err: scanners.ErrNoCopy},
	} {
		f := s.Put(u, c.file)
		sc := connect(t, conf)
		for _, it := range list(t, sc, u.Email) {
			if it.ID != f.ID {
				continue
			}
			got, err := read(t, sc, it)
			if !errors.Is(err, c.err) || err == nil && !bytes.Equal(got, c.want) {
				t.Errorf("%s: %d bytes, %v; want %d, %v", f.Name, len(got), err, len(c.want), c.err)
			}
			if err := sc.Unchanged(t.Context(), it); c.err == nil && err != nil {
				t.Errorf("%s: %v", f.Name, err)
			}
		}
	}
}

// TestDocumentChanges: a document of an editor has no checksum; its time tells.
func TestDocumentChanges(t *testing.T) {
	s, conf := serve(t)
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	f := s.Put(u, gdrivetest.File{Name: "文書", Mime: gdrivetest.MimeDocument, Exports: map[string][]byte{docx: []byte("1")}})
	sc := connect(t, conf)
	it := list(t, sc, u.Email)[0]
	s.Pass(time.Minute)
	s.Write(f, []byte("2"))
	if err := sc.Unchanged(t.Context(), it); !errors.Is(err, scanners.ErrChanged) {
		t.Errorf("a document that changed: %v", err)
	}
	if now := list(t, sc, u.Email)[0]; now.Version == it.Version {
		t.Errorf("the version is still %q", now.Version)
	}
	s.Trash(f)
	if err := sc.Unchanged(t.Context(), it); !errors.Is(err, scanners.ErrGone) {
		t.Errorf("a document in the trash: %v", err)
	}
}

// TestBrokenDownload goes on where a stream broke, but not into another version.
func TestBrokenDownload(t *testing.T) {
	s, conf := serve(t)
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	data := large(20 << 20)
	f := s.Put(u, gdrivetest.File{Name: "large.bin", Data: data})
	raw := connect(t, conf)
	sc := scanners.Paced(raw, scanners.Pace{Whole: raw.Quota().Whole})
	it := list(t, sc, u.Email)[0]
	broken := 0
	cut := func(r *http.Request) *gdrivetest.Fault {
		if r.URL.Query().Get("alt") != "media" || broken == 3 {
			return nil
		}
		broken++
		return &gdrivetest.Fault{Cut: 3 << 20}
	}
	s.Inject(cut)
	before := s.Units()["download"]
	if got, err := read(t, sc, it); err != nil || !bytes.Equal(got, data) {
		t.Errorf("%d bytes, %v; want %d", len(got), err, len(data))
	}
	if n := (s.Units()["download"] - before) / 200; n != 4 {
		t.Errorf("%d downloads for a stream that broke three times", n)
	}
	broken = 0
	s.Inject(func(r *http.Request) *gdrivetest.Fault {
		c := cut(r)
		if c != nil && broken == 1 {
			go s.Write(f, []byte(strings.Repeat("x", len(data))))
		}
		return c
	})
	if _, err := read(t, sc, it); !errors.Is(err, scanners.ErrChanged) {
		t.Errorf("a file that changed while it was read: %v", err)
	}
}

// TestRefusals tells the reasons of refusals apart.
func TestRefusals(t *testing.T) {
	s, conf := serve(t)
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	s.Put(u, gdrivetest.File{Name: "a.txt", Data: []byte("x")})
	sc := connect(t, conf)
	it := list(t, sc, u.Email)[0]
	for _, c := range []struct {
		status int
		reason string
		header http.Header
		want   error
		after  time.Duration
	}{
		{403, "userRateLimitExceeded", nil, scanners.Busy{}, 0},
		{403, "rateLimitExceeded", http.Header{"Retry-After": {"7"}}, scanners.Busy{}, 7 * time.Second},
		{429, "rateLimitExceeded", nil, scanners.Busy{}, 0},
		{503, "backendError", nil, scanners.Busy{}, 0},
		{403, "insufficientFilePermissions", nil, scanners.ErrDenied, 0},
		{403, "appNotAuthorizedToFile", nil, scanners.ErrDenied, 0},
		{403, "domainPolicy", nil, scanners.ErrDenied, 0},
		{404, "notFound", nil, scanners.ErrGone, 0},
		{403, "cannotDownloadAbusiveFile", nil, scanners.ErrAbusive, 0},
	} {
		s.Inject(func(*http.Request) *gdrivetest.Fault {
			return &gdrivetest.Fault{Status: c.status, Reason: c.reason, Header: c.header}
		})
		_, err := sc.Open(t.Context(), it)
		var busy scanners.Busy
		switch _, wantBusy := c.want.(scanners.Busy); { //nolint:errorlint // what is wanted is not wrapped
		case errors.As(err, &busy) != wantBusy, busy.After != c.after, !wantBusy && !errors.Is(err, c.want):
			t.Errorf("%d %s: %v", c.status, c.reason, err)
		}
	}
	// The limit of a day is waited for elsewhere; that of one much-read file stops nobody.
	s.Inject(func(*http.Request) *gdrivetest.Fault {
		return &gdrivetest.Fault{Status: 403, Reason: "dailyLimitExceeded"}
	})
	var busy scanners.Busy
	if _, err := sc.Open(t.Context(), it); !errors.As(err, &busy) || busy.After <= 0 || busy.After > 25*time.Hour {
		t.Errorf("daily limit: %v", err)
	}
	s.Inject(func(*http.Request) *gdrivetest.Fault {
		return &gdrivetest.Fault{Status: 403, Reason: "downloadQuotaExceeded"}
	})
	if _, err := sc.Open(t.Context(), it); errors.As(err, &busy) || err == nil {
		t.Errorf("limit of a file: %v", err)
	}
}

// TestQuota: what the connector says that its calls cost is what is charged.
func TestQuota(t *testing.T) {
	s, conf := serve(t)
	u := s.AddUser(gdrivetest.User{Email: "lab@example.ac.jp"})
	for i := range 5 {
		s.Put(u, gdrivetest.File{Name: fmt.Sprint(i), Data: []byte{byte(i)}})
	}
	raw := connect(t, conf)
	q := raw.Quota()
	m := &scanners.Metrics{}
	sc := scanners.Paced(raw, scanners.Pace{Metrics: m, Cost: q.Cost, Whole: q.Whole})
	roots, err := sc.Roots(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range roots {
		for _, it := range list(t, sc, r) {
			if _, err := read(t, sc, it); err != nil {
				t.Fatal(err)
			}
			if _, _, err := raw.Exposure(t.Context(), it); err != nil {
				t.Fatal(err)
			}
		}
	}
	reckoned := 0.0
	for call, n := range m.Measured().Calls {
		reckoned += q.Cost(call) * float64(n)
	}
	charged := 0.0
	for _, n := range s.Units() {
		charged += float64(n)
	}
	charged -= 5 * 5 // Exposure was asked for past the counter
	if few := float64(2 * 2 * 5); reckoned < charged-few || reckoned > charged+few {
		t.Errorf("reckoned %v, charged %v by kind %v", reckoned, charged, s.Units())
	}
	s.Limits.UserPerMinute = 1
	var busy scanners.Busy
	if _, err := raw.Roots(t.Context()); !errors.As(err, &busy) {
		t.Errorf("over the limit: %v", err)
	}
}
