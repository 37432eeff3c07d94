package gdrive

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"tenken/scanners"
)

// cursor is where a listing stands. Drive's page tokens live for some hours;
// when one has died, the listing begins again at the last time of modification
// that it has reached, and leaves out what it told of that moment.
type cursor struct {
	Since  string    `json:"since"`          // for the change feed, taken before the first page
	Page   string    `json:"page,omitempty"` // token of the next page
	From   time.Time `json:"from,omitzero"`  // where the query of the token begins
	At     time.Time `json:"at,omitzero"`    // last time of modification told
	Told   []string  `json:"told,omitempty"` // what was told of that moment
	Listed bool      `json:"listed,omitempty"`
}

// mostTold bounds what a cursor remembers of one moment, such as that of a bulk
// upload. Beyond it an item may be told twice, which the ledger does not mind.
const mostTold = 1000

func parseCursor(s string) (cursor, error) {
	var c cursor
	if s == "" {
		return c, nil
	}
	if err := json.Unmarshal([]byte(s), &c); err != nil {
		return c, fmt.Errorf("cursor %q: %w", s, err)
	}
	return c, nil
}

func (c cursor) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings and times
	}
	return string(b)
}

// feedCursor is where a change feed goes on: Drive's token, which does not
// expire, and when the first of its run was taken. Folders made after that hold
// nothing that was listed before under another path.
type feedCursor struct {
	token string
	begun time.Time // of the listing that the feed goes on from
	next  time.Time // begun of the feed after this one
}

func (c feedCursor) String() string {
	return fmt.Sprintf("%s@%d@%d", c.token, c.begun.UnixMilli(), c.next.UnixMilli())
}

func parseFeed(s string) (feedCursor, error) {
	parts := strings.Split(s, "@")
	if len(parts) != 3 || parts[0] == "" {
		return feedCursor{}, fmt.Errorf("cursor %q: %w", s, scanners.ErrExpired)
	}
	begun, err1 := strconv.ParseInt(parts[1], 10, 64)
	next, err2 := strconv.ParseInt(parts[2], 10, 64)
	if err1 != nil || err2 != nil {
		return feedCursor{}, fmt.Errorf("cursor %q: %w", s, scanners.ErrExpired)
	}
	return feedCursor{parts[0], time.UnixMilli(begun), time.UnixMilli(next)}, nil
}
