package onedrive

import (
	"context"
	"iter"
	"slices"
	"strings"

	"tenken/scanners"
	"tenken/scanners/onedrive/graph"
)

// Writes tells what the token allows besides reading.
func (s *Scanner) Writes(ctx context.Context) iter.Seq2[scanners.Check, error] {
	return func(yield func(scanners.Check, error) bool) {
		granted, c := s.identity(ctx)
		if err := ctx.Err(); err != nil {
			yield(scanners.Check{}, err)
			return
		}
		if c.State != scanners.Failing {
			c = writing(granted)
		}
		yield(c, nil)
	}
}

// writing judges by the permissions in the token. Those of Sites.Selected are
// kept at each site, and not in it.
func writing(g graph.Granted) scanners.Check {
	c := scanners.Check{
		ID: "write", State: scanners.Healthy,
		What: scanners.Text{Ja: "読み取りだけができ、書き込みはできません", En: "it may read and cannot write"},
	}
	var may, selected []string
	for _, p := range g.Permissions {
		switch {
		case strings.HasSuffix(p, ".Selected"):
			selected = append(selected, p)
		case !reads(p):
			may = append(may, p)
		}
	}
	slices.Sort(may)
	switch {
	case len(may) > 0:
		list := strings.Join(may, ", ")
		c.State = scanners.Writing
		c.What = scanners.Text{Ja: "書き込みなどもできる許可があります: " + list, En: "it may do more than read: " + list}
		c.Next = scanners.Text{
			Ja: "「APIのアクセス許可」からこれらを除いてください。承知のうえで使うときは --allow-write-credential",
			En: "take these away under API permissions; --allow-write-credential accepts them",
		}
	case len(selected) > 0:
		list := strings.Join(selected, ", ")
		c.State = scanners.Unsure
		c.What = scanners.Text{Ja: "書き込みができるかどうかは、サイトごとの許可によります: " + list, En: "whether it may write is said at each site: " + list}
	case len(g.Permissions) == 0:
		c.State = scanners.Unsure
		c.What = scanners.Text{Ja: "書き込みができる許可かどうか、確かめられません", En: "whether it may write cannot be told"}
		c.Next = scanners.Text{Ja: "「APIのアクセス許可」を目で確かめてください", En: "look at API permissions of the app registration"}
	}
	return c
}

// signingIn are the permissions that only concern the sign-in itself.
var signingIn = []string{"openid", "profile", "email", "offline_access"}

// reads reports whether a permission allows nothing but reading: its name is
// THING.Read, THING.Read.All, THING.ReadBasic.All and the like.
func reads(permission string) bool {
	if slices.Contains(signingIn, strings.ToLower(permission)) {
		return true
	}
	parts := strings.Split(permission, ".")
	return len(parts) > 1 && slices.Contains([]string{"Read", "ReadBasic", "ReadHidden"}, parts[1])
}
