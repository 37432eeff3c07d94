package gdrive

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"

	"tenken/scanners"
)

// Examine tries what a scan does: a token for each scope, the directory, the
// shared drives, one page of a listing, one read of each kind of document. It
// then asks whether the credential could write.
func (s *Scanner) Examine(ctx context.Context) iter.Seq2[scanners.Check, error] {
	return func(yield func(scanners.Check, error) bool) {
		tell := func(checks ...scanners.Check) bool {
			for _, c := range checks {
				if !yield(c, nil) {
					return false
				}
			}
			if err := ctx.Err(); err != nil {
				yield(scanners.Check{}, err)
				return false
			}
			return true
		}
		if !tell(s.keyFile(), s.clock(ctx)) {
			return
		}
		all, c := s.directoryCheck(ctx)
		if !tell(c) || c.State == scanners.Failing {
			return
		}
		if !tell(s.groupsCheck(ctx)...) {
			return
		}
		c = s.drivesCheck(ctx)
		if !tell(c) || c.State == scanners.Failing {
			return
		}
		if !tell(s.reads(ctx, all)...) {
			return
		}
		tell(s.writing(ctx))
	}
}

// says is a check with its outcome, whose words take the same details in both
// languages.
func says(c scanners.Check, state scanners.Health, ja, en string, detail ...any) scanners.Check {
	c.State, c.What = state, scanners.Text{Ja: fmt.Sprintf(ja, detail...), En: fmt.Sprintf(en, detail...)}
	return c
}

// keyFile looks whether others of this machine could take the key.
func (s *Scanner) keyFile() scanners.Check {
	c := scanners.Check{ID: "credential", Where: s.cred.file}
	info, err := os.Stat(s.cred.file)
	if err == nil && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		c = says(c, scanners.Missing, "鍵のファイルを、このコンピューターのほかの利用者も読めます", "other users of this machine can read the key's file")
		c.Next = scanners.Text{Ja: "chmod 600 " + s.cred.file, En: "chmod 600 " + s.cred.file}
		return c
	}
	if s.cred.service {
		return says(c, scanners.Healthy, "サービス アカウント %s", "service account %s", s.cred.key.Email)
	}
	return says(c, scanners.Healthy, "利用者 1 人の同意（OAuth）", "consent of one user (OAuth)")
}

// clock compares this machine's time with Google's: a token is refused when
// they are minutes apart.
func (s *Scanner) clock(ctx context.Context) scanners.Check {
	c := scanners.Check{ID: "clock"}
	host := s.conf.Endpoint
	if host == "" {
		host = "https://www.googleapis.com"
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, strings.TrimSuffix(host, "/")+"/drive/v3/about", nil)
	if err != nil {
		return says(c, scanners.Unsure, "時計を確かめられません: %v", "the clock cannot be compared: %v", err)
	}
	resp, err := s.transport.RoundTrip(req)
	if err != nil {
		c = says(c, scanners.Failing, "%s に接続できません: %v", "%s cannot be reached: %v", host, err)
		c.Next = scanners.Text{Ja: "ネットワークとプロキシ（HTTPS_PROXY）を確かめてください", En: "check network and proxy (HTTPS_PROXY)"}
		return c
	}
	resp.Body.Close()
	at, err := http.ParseTime(resp.Header.Get("Date"))
	if err != nil {
		return says(c, scanners.Unsure, "時計を確かめられません: %v", "the clock cannot be compared: %v", err)
	}
	if d := time.Since(at).Abs().Round(time.Second); d > 2*time.Minute {
		c = says(c, scanners.Failing, "このコンピューターの時計が %v ずれています", "this machine's clock is off by %v", d)
		c.Next = scanners.Text{Ja: "時刻を合わせてください（NTP）", En: "set the clock (NTP)"}
		return c
	}
	return says(c, scanners.Healthy, "時計は合っています", "the clock is right")
}

// delegation says what to do where a token was refused.
func (s *Scanner) delegation(scope string, err error) scanners.Text {
	if !s.whole() {
		return scanners.Text{
			Ja: "gcloud auth application-default login を --scopes=" + scope + " を付けてやり直してください",
			En: "repeat gcloud auth application-default login with --scopes=" + scope,
		}
	}
	if strings.Contains(err.Error(), "invalid_grant") {
		return scanners.Text{
			Ja: "admin のアドレスが実在する管理者であること、鍵が無効にされていないこと、時計が合っていることを確かめてください",
			En: "check that admin is an existing administrator, that the key was not disabled, and the clock",
		}
	}
	return scanners.Text{
		Ja: fmt.Sprintf("管理コンソールの セキュリティ > アクセスとデータ管理 > API の制御 > ドメイン全体の委任 で、クライアント ID %s に %s を加えてください（反映に時間がかかることがあります）", s.cred.id, scope),
		En: fmt.Sprintf("in the admin console, Security > Access and data control > API controls > Domain-wide delegation, add %s to client %s (it may take a while to be effective)", scope, s.cred.id),
	}
}

// directoryCheck lists the users.
func (s *Scanner) directoryCheck(ctx context.Context) (*people, scanners.Check) {
	c := scanners.Check{ID: "directory", Where: s.conf.Admin, Needs: ScopeUsers}
	if !s.whole() {
		c.Needs = ScopeDrive
	}
	all, err := s.everybody(ctx)
	if err != nil {
		c = says(c, scanners.Failing, "利用者の一覧を取得できません: %v", "users cannot be listed: %v", err)
		c.Next = s.delegation(c.Needs, err)
		return nil, c
	}
	if !s.whole() {
		return all, says(c, scanners.Healthy, "%s としてサインイン", "signed in as %s", all.list[0].email)
	}
	n, idle := 0, 0
	for _, p := range all.list {
		if s.wanted(p.email) {
			n++
			if p.idle {
				idle++
			}
		}
	}
	return all, says(c, scanners.Healthy, "利用者 %d 人（うち停止中 %d 人）", "%d users, %d of them suspended", n, idle)
}

// groupsCheck asks for a token that may read groups. Without one, who is in a
// group stays unknown.
func (s *Scanner) groupsCheck(ctx context.Context) []scanners.Check {
	if !s.whole() {
		return nil
	}
	c := scanners.Check{ID: "groups", Where: s.conf.Admin, Needs: ScopeMembers}
	if _, err := s.token(ctx, s.conf.Admin, ScopeMembers); err != nil {
		c = says(c, scanners.Missing, "グループの構成員を読めないため、学外の人がいるかどうか分かりません: %v", "members of groups cannot be read, so that people from outside among them stay unknown: %v", err)
		c.Next = s.delegation(ScopeMembers, err)
		return []scanners.Check{c}
	}
	return []scanners.Check{says(c, scanners.Healthy, "グループの構成員を読めます", "members of groups can be read")}
}

// drivesCheck lists the shared drives, with the scope that everything else needs.
func (s *Scanner) drivesCheck(ctx context.Context) scanners.Check {
	c := scanners.Check{ID: "drives", Where: s.conf.Admin, Needs: ScopeDrive}
	drives, err := s.listDrives(ctx)
	var busy scanners.Busy
	if errors.As(err, &busy) {
		c = says(c, scanners.Missing, "利用枠を使い切っています: %v", "the quota is used up: %v", err)
		c.Next = scanners.Text{Ja: "時間をおいてやり直してください。点検は続きから始まります", En: "try again later; a scan goes on where it stopped"}
		return c
	}
	if err != nil {
		c = says(c, scanners.Failing, "ドライブを読めません: %v", "drives cannot be read: %v", err)
		c.Next = s.delegation(ScopeDrive, err)
		return c
	}
	return says(c, scanners.Healthy, "共有ドライブ %d 個", "%d shared drives", len(drives))
}

// samples are the kinds of contents, each of which is read in a way of its own.
var samples = []struct {
	ja, en, query string
	media         string // "" for files
}{
	{"ファイル", "files", "not mimeType contains 'application/vnd.google-apps.'", ""},
	{"Google ドキュメント", "Google Docs", "mimeType = '" + native + "document'", native + "document"},
	{"Google スプレッドシート", "Google Sheets", "mimeType = '" + native + "spreadsheet'", native + "spreadsheet"},
	{"Google スライド", "Google Slides", "mimeType = '" + native + "presentation'", native + "presentation"},
	{"Google 図形描画", "Google Drawings", "mimeType = '" + native + "drawing'", native + "drawing"},
}

// mostAsked is in how many users' drives a sample of each kind is looked for.
const mostAsked = 10

// reads lists, and reads one of each kind.
func (s *Scanner) reads(ctx context.Context, all *people) []scanners.Check {
	var out []scanners.Check
	found := map[string]bool{}
	listed := scanners.Check{ID: "list", Needs: ScopeDrive}
	asked := 0
	for _, p := range all.list {
		if asked == mostAsked || len(found) == len(samples) || ctx.Err() != nil {
			break
		}
		if !s.wanted(p.email) || p.idle {
			continue
		}
		asked++
		v, err := s.view(ctx, p.email)
		for _, k := range samples {
			if err != nil || found[k.en] {
				continue
			}
			var c *scanners.Check
			if c, err = v.sample(ctx, k.query, k.ja, k.en); c != nil {
				found[k.en] = true
				out = append(out, *c)
			}
		}
		if err != nil {
			listed = says(listed, scanners.Failing, "%s のファイルの一覧を取得できません: %v", "files of %s cannot be listed: %v", p.email, err)
			listed.Next = s.delegation(ScopeDrive, err)
			return append([]scanners.Check{listed}, out...)
		}
	}
	listed = says(listed, scanners.Healthy, "%d 人のファイルの一覧を取得できました", "files of %d users can be listed", asked)
	for _, k := range samples {
		if !found[k.en] {
			out = append(out, scanners.Check{
				ID: "read", Where: k.en, Needs: ScopeDrive, State: scanners.Unsure,
				What: scanners.Text{Ja: k.ja + "が見つからないため、読み取りを確かめられません", En: "no " + k.en + " were found on which reading could be tried"},
			})
		}
	}
	return append(append([]scanners.Check{listed}, out...), s.headroom())
}

// sample reads the beginning of one file of a kind; nil where there is none.
func (v *view) sample(ctx context.Context, query, ja, en string) (*scanners.Check, error) {
	out, err := v.files(query).PageSize(5).OrderBy("modifiedTime desc").Context(ctx).Fields("files(" + fileFields + ")").Do()
	if err != nil {
		return nil, outcome(err)
	}
	for _, f := range out.Files {
		it, err := v.item(ctx, f, newFolders(v))
		if err != nil || it.Media == sealedMedia || it.Media == heldMedia {
			continue
		}
		c := scanners.Check{
			ID: "read", Where: en, Needs: ScopeDrive, State: scanners.Healthy,
			What: scanners.Text{Ja: ja + "を読めます", En: en + " can be read"},
		}
		if err := v.taste(ctx, it); err != nil {
			c.State = scanners.Failing
			c.What = scanners.Text{Ja: fmt.Sprintf("%sを読めません: %v", ja, err), En: fmt.Sprintf("%s cannot be read: %v", en, err)}
		}
		return &c, nil
	}
	return nil, nil //nolint:nilnil // there is no such file
}

// taste reads a few bytes.
func (v *view) taste(ctx context.Context, it scanners.Item) error {
	rc, err := v.scanner.open(ctx, it)
	if err != nil {
		return err
	}
	defer rc.Close()
	_, err = io.CopyN(io.Discard, rc, 512)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return err
}

// headroom says how far the quota goes. What is left of it Google tells nobody;
// the calls of this examination were let through.
func (s *Scanner) headroom() scanners.Check {
	q := s.Quota()
	return says(scanners.Check{ID: "quota"}, scanners.Healthy,
		"利用枠の範囲内です（1 分に %.0f、1 日に %.0f 単位。1 件の読み取りは 200 単位なので、1 日に %.0f 件、%d GB まで）",
		"within the quota (%.0f units a minute, %.0f a day; a read costs 200, which allows %.0f files and %d GB a day)",
		q.PerMinute, q.PerDay, q.PerDay/cost(scanners.CallOpen), q.BytesPerDay>>30)
}
