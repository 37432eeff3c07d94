package onedrivetest

import (
	"fmt"
	"net/http"
	"slices"
	"sort"
	"strconv"
	"strings"
)

// Tokens of the change feed: "e.AT.SEQ" goes on with a listing of everything at
// element AT, which began when the last change was SEQ; "c.SEQ" tells what
// changed after SEQ; an x behind either comes from an empty page.

// delta answers a page of the change feed.
func (a *asking) delta() (any, *refusal) {
	it, e := a.at()
	if e != nil {
		return nil, e
	}
	d := it.drive
	if it != d.root {
		return nil, &refusal{http.StatusBadRequest, "notSupported", "Delta is only supported on the root.", nil}
	}
	token, padded := strings.CutSuffix(a.q.Get("token"), "x")
	parts := strings.Split(token, ".")
	n := make([]int, len(parts))
	for i := range parts {
		n[i], _ = strconv.Atoi(parts[i])
	}
	switch {
	case token == "":
		return a.everything(d, 0, d.seq, padded)
	case token == "latest":
		return a.feed(nil, "", a.link("token", fmt.Sprintf("c.%d", d.seq)))
	case parts[0] == "e" && len(parts) == 3 && n[2] >= d.floor:
		return a.everything(d, n[1], n[2], padded)
	case parts[0] == "c" && len(parts) == 2 && n[1] >= d.floor:
		return a.since(d, n[1], padded)
	case parts[0] == "e" || parts[0] == "c":
		code := "resyncChangesApplyDifferences"
		if n[1]%2 == 0 {
			code = "resyncChangesUploadDifferences"
		}
		q := a.q
		q.Del("token")
		return nil, &refusal{http.StatusGone, code, "Resync required.", http.Header{"Location": {a.URL + a.r.URL.EscapedPath() + "?" + q.Encode()}}}
	}
	return nil, &refusal{http.StatusBadRequest, "invalidRequest", "The token is not valid.", nil}
}

// empty reports whether an empty page comes before this one.
func (a *asking) empty(at int, padded bool) bool {
	return a.EmptyPages > 0 && !padded && at/max(1, a.page(200))%a.EmptyPages == a.EmptyPages-1
}

// everything lists what there is, in the order in which it was made, or
// the other way round.
func (a *asking) everything(d *Drive, at, seq int, padded bool) (any, *refusal) {
	token := fmt.Sprintf("e.%d.%d", at, seq)
	if a.empty(at, padded) {
		return a.feed(nil, a.link("token", token+"x"), "")
	}
	var items []*Item
	page := a.page(200)
	for ; at < len(d.all) && len(items) < page; at++ {
		it := d.all[at]
		if a.Upside {
			it = d.all[len(d.all)-1-at]
		}
		if !it.deleted {
			items = append(items, it)
		}
	}
	if at < len(d.all) {
		return a.feed(items, a.link("token", fmt.Sprintf("e.%d.%d", at, seq)), "")
	}
	return a.feed(items, "", a.link("token", fmt.Sprintf("c.%d", seq)))
}

// since lists what changed, each item once, as it is now.
func (a *asking) since(d *Drive, seq int, padded bool) (any, *refusal) {
	if a.empty(seq, padded) {
		return a.feed(nil, a.link("token", fmt.Sprintf("c.%dx", seq)), "")
	}
	from := sort.Search(len(d.log), func(i int) bool { return d.log[i].seq > seq })
	var items []*Item
	page := a.page(200)
	for _, c := range d.log[from:] {
		if c.item.seq != c.seq { // it changed again later
			continue
		}
		if len(items) == page {
			return a.feed(items, a.link("token", fmt.Sprintf("c.%d", seq)), "")
		}
		items = append(items, c.item)
		seq = c.seq
	}
	return a.feed(items, "", a.link("token", fmt.Sprintf("c.%d", d.seq)))
}

func (a *asking) feed(items []*Item, next, delta string) (any, *refusal) {
	prefer := strings.Join(a.r.Header.Values("Prefer"), ",")
	var preferred []string
	for p := range strings.SplitSeq(prefer, ",") {
		preferred = append(preferred, strings.ToLower(strings.TrimSpace(p)))
	}
	hierarchical := slices.Contains(preferred, "hierarchicalsharing")
	value := make([]any, 0, len(items))
	for _, it := range items {
		value = append(value, selected(it.object(hierarchical, true), a.selecting()))
	}
	body := object{"@odata.context": a.URL + "/v1.0/$metadata#Collection(driveItem)", "value": value}
	if next != "" {
		body["@odata.nextLink"] = next
	}
	if delta != "" {
		body["@odata.deltaLink"] = delta
	}
	return body, nil
}
