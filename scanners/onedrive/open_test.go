package onedrive_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"tenken/scanners"
	"tenken/scanners/onedrive/onedrivetest"
)

func TestContentsAreReadFromAddressesThatLapse(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
	text := strings.Repeat("0123456789", 300_000)
	f := d.Put("big.txt", text)
	srv, conf := serve(t, c)
	s := open(t, conf)
	items, _ := list(t, s, roots(t, s)[0])
	it := items[f.ID()]
	srv.Asked()
	part := func(off, n int64) (string, error) {
		rc, err := s.OpenRange(t.Context(), it, off, n)
		if err != nil {
			return "", err
		}
		defer rc.Close()
		b, err := io.ReadAll(rc)
		return string(b), err
	}
	for i := range int64(4) {
		if got, err := part(i*100_000, 1000); err != nil || got != text[i*100_000:i*100_000+1000] {
			t.Fatalf("%d bytes, %v", len(got), err)
		}
	}
	if asked := srv.Asked(); len(asked) != 1 {
		t.Errorf("four ranges took %q", asked)
	}
	srv.Lapse()
	if got, err := part(5, 10); err != nil || got != text[5:15] {
		t.Errorf("after the address lapsed: %q, %v", got, err)
	}
	if asked := srv.Asked(); len(asked) != 1 {
		t.Errorf("a new address took %q", asked)
	}
	srv.IgnoreRanges = true
	if got, err := part(2_999_990, 100); err != nil || got != text[2_999_990:] {
		t.Errorf("from a server that ignores ranges: %q, %v", got, err)
	}
	if _, err := part(4_000_000, 10); !errors.Is(err, io.EOF) {
		t.Errorf("behind the end: %v", err)
	}
	srv.IgnoreRanges = false
	if _, err := part(4_000_000, 10); !errors.Is(err, io.EOF) {
		t.Errorf("behind the end: %v", err)
	}
	f.Write("other")
	if _, err := part(0, 5); !errors.Is(err, scanners.ErrChanged) {
		t.Errorf("changed between two ranges: %v", err)
	}
}

// The server rewrites Office files and keeps telling the size of before.
func TestContentsAreReadToTheirEndWhateverTheListingSays(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	d := c.AddUser("taro", "佐藤 太郎", "").OneDrive()
	texts := map[string]string{"longer.docx": strings.Repeat("x", 10<<20), "shorter.docx": strings.Repeat("y", 9<<20)}
	longer, shorter := d.Put("longer.docx", texts["longer.docx"]), d.Put("shorter.docx", texts["shorter.docx"])
	longer.TellSize(9 << 20)
	shorter.TellSize(10 << 20)
	_, conf := serve(t, c)
	raw := open(t, conf)
	s := scanners.Paced(raw, scanners.Pace{Whole: raw.Quota().Whole})
	items, _ := list(t, raw, roots(t, raw)[0])
	for _, f := range []*onedrivetest.Item{longer, shorter} {
		if got, err := read(t.Context(), s, items[f.ID()]); err != nil || got != texts[f.Path()] {
			t.Errorf("%s: %d bytes, %v", f.Path(), len(got), err)
		}
	}
}

func TestRefusalsOfContentsHaveTheirReasons(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault onedrivetest.Fault
		at    string // part of the path that is refused
		want  error
	}{
		{"malware told late", onedrivetest.Fault{Status: 403, Header: http.Header{"X-Virus-Infected": {"EICAR"}}}, "/download.aspx", scanners.ErrAbusive},
		{"never allowed", onedrivetest.Fault{Status: 403}, "/download.aspx", scanners.ErrDenied},
		{"no right", onedrivetest.Fault{Status: 403, Code: "accessDenied"}, "/items/", scanners.ErrDenied},
		{"locked", onedrivetest.Fault{Status: 423, Code: "resourceLocked"}, "/items/", scanners.ErrDenied},
	} {
		t.Run(c.name, func(t *testing.T) {
			tenant := onedrivetest.New("example.ac.jp")
			f := tenant.AddUser("taro", "佐藤 太郎", "").OneDrive().Put("x.txt", "x")
			srv, conf := serve(t, tenant)
			s := open(t, conf)
			items, _ := list(t, s, roots(t, s)[0])
			srv.Inject(func(r *http.Request) *onedrivetest.Fault {
				if strings.Contains(r.URL.Path, c.at) {
					return &c.fault
				}
				return nil
			})
			if _, err := read(t.Context(), s, items[f.ID()]); !errors.Is(err, c.want) {
				t.Errorf("%v; want %v", err, c.want)
			}
		})
	}
}

func TestThrottlingIsBusyForAsLongAsTheProviderSays(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	c.AddUser("taro", "佐藤 太郎", "").OneDrive().Put("x.txt", "x")
	for name, f := range map[string]onedrivetest.Fault{
		"429":           {Status: 429, Code: "activityLimitReached", Header: http.Header{"Retry-After": {"17"}}},
		"503":           {Status: 503, Code: "serviceNotAvailable", Header: http.Header{"Retry-After": {"17"}}},
		"larger of two": {Status: 429, Code: "activityLimitReached", Header: http.Header{"Retry-After": {"3"}, "Ratelimit-Reset": {"17"}}},
		"fractional":    {Status: 429, Code: "activityLimitReached", Header: http.Header{"Retry-After": {"17.0"}}},
	} {
		t.Run(name, func(t *testing.T) {
			srv, conf := serve(t, c)
			n := 0
			srv.Inject(func(*http.Request) *onedrivetest.Fault { n++; return &f })
			_, err := open(t, conf).Roots(t.Context())
			var busy scanners.Busy
			if !errors.As(err, &busy) || busy.After != 17*time.Second || n != 1 {
				t.Errorf("%v after %d requests", err, n)
			}
		})
	}
}

// A quota that is used up is not asked for again: what is refused counts, too.
func TestNothingIsAskedWhileNothingIsLeft(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	for _, name := range []string{"taro", "jiro", "hana"} {
		c.AddUser(name, name, "").OneDrive().Put("x.txt", "x")
	}
	srv, conf := serve(t, c)
	srv.PerMinute = 2 + 3 + 2 // accounts, their drives, sites
	s := open(t, conf)
	rs := roots(t, s)
	for p, err := range s.List(t.Context(), rs[0], "") {
		var busy scanners.Busy
		if !errors.As(err, &busy) || busy.After <= 0 || busy.After > time.Minute+time.Second {
			t.Errorf("%+v, %v", p, err)
		}
	}
	if n := srv.Units(); n != srv.PerMinute {
		t.Errorf("%d units were spent of %d", n, srv.PerMinute)
	}
}

// What was found before a refusal is not asked for again.
func TestRootsGoOnAfterTheProviderWasBusy(t *testing.T) {
	c := onedrivetest.New("example.ac.jp")
	for i := range 60 {
		c.AddUser("u"+string(rune('a'+i/26))+string(rune('a'+i%26)), "x", "").OneDrive().Put("x.txt", "x")
	}
	srv, conf := serve(t, c)
	var n atomic.Int32
	srv.Inject(func(*http.Request) *onedrivetest.Fault {
		if n.Add(1) == 30 {
			return &onedrivetest.Fault{Status: 429, Code: "activityLimitReached"}
		}
		return nil
	})
	s := open(t, conf)
	var busy scanners.Busy
	if _, err := s.Roots(t.Context()); !errors.As(err, &busy) {
		t.Fatal(err)
	}
	if rs := roots(t, s); len(rs) != 60 {
		t.Errorf("%d roots", len(rs))
	}
	if u := srv.Units(); u > 60+2+2+2+16 {
		t.Errorf("%d units for 60 drives", u)
	}
}
