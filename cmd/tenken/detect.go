package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"tenken/detectors"
)

func (a *app) detectCommand() *cobra.Command {
	var explain bool
	c := &cobra.Command{
		Use:   "detect",
		Short: a.text(msgDetectShort),
		Long:  a.text(msgDetectLong),
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return a.detect(c, explain) },
	}
	c.Flags().BoolVar(&explain, "explain", false, a.text(msgFlagExplain))
	return c
}

// question is one line of standard input.
type question struct {
	ID      json.RawMessage `json:"id"`
	Text    *string         `json:"text"`
	Columns []struct {
		Header string   `json:"header"`
		Values []string `json:"values"`
	} `json:"columns"`
}

type answer struct {
	MessageType string          `json:"message_type,omitempty"` // with --json
	ID          json.RawMessage `json:"id"`
	Matches     *[]span         `json:"matches,omitempty"`
	Columns     *[]column       `json:"columns,omitempty"`
}

type span struct {
	Type       string   `json:"type"`
	Start      int      `json:"start"` // code points
	End        int      `json:"end"`
	Confidence float64  `json:"confidence"`
	Why        []string `json:"why,omitempty"`
}

type column struct {
	Header     string  `json:"header"`
	Type       string  `json:"type"` // "" when it is of no known type
	Confidence float64 `json:"confidence"`
}

func (a *app) detect(c *cobra.Command, explain bool) error {
	set, err := newSet()
	if err != nil {
		return err
	}
	in, out := bufio.NewReaderSize(a.in, 1<<20), bufio.NewWriterSize(a.out, 1<<20)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	bad := 0
	for n := 1; ; n++ {
		line, readErr := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			ans, err := a.answer(set, n, line, explain)
			if err != nil {
				bad++
				a.badLine(enc, err)
			} else if err := enc.Encode(ans); err != nil {
				return err
			}
		}
		if errors.Is(readErr, io.EOF) {
			break
		}
		if readErr != nil {
			return readErr
		}
		if in.Buffered() == 0 { // somebody may be waiting for the answer
			if err := out.Flush(); err != nil {
				return err
			}
		}
		if err := c.Context().Err(); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if bad > 0 {
		return coded{exitFailed, errors.New(a.text(msgBadLines, bad))}
	}
	return nil
}

// badLine reports a line that is no question; the others are answered.
func (a *app) badLine(enc *json.Encoder, err error) {
	if a.json {
		enc.Encode(problem{MessageType: "error", Path: "-", Error: err.Error()}) //nolint:errcheck // nowhere to tell
		return
	}
	fmt.Fprintln(a.errs, "tenken: "+err.Error())
}

func (a *app) answer(set *detectors.Set, n int, line []byte, explain bool) (answer, error) {
	var q question
	if err := json.Unmarshal(line, &q); err != nil {
		return answer{}, errors.New(a.text(msgBadLine, n, err))
	}
	ans := answer{ID: q.ID}
	if a.json {
		ans.MessageType = "answer"
	}
	switch {
	case q.Text != nil:
		spans := spansOf(set, *q.Text, explain)
		ans.Matches = &spans
	case q.Columns != nil:
		cols := make([]column, len(q.Columns))
		for i, c := range q.Columns {
			typ, confidence := set.Column(detectors.Column{Header: c.Header, Values: c.Values})
			cols[i] = column{c.Header, typ, confidence}
		}
		ans.Columns = &cols
	default:
		return answer{}, errors.New(a.text(msgNoText, n))
	}
	return ans, nil
}

// spansOf detects in one text and counts in code points.
func spansOf(set *detectors.Set, text string, explain bool) []span {
	out := []span{}
	bytes, runes := 0, 0
	sc := set.NewScan()
	defer sc.Close()
	for _, m := range sc.Text("", text, nil) {
		if m.Start >= bytes {
			runes += utf8.RuneCountInString(text[bytes:m.Start])
		} else {
			runes -= utf8.RuneCountInString(text[m.Start:bytes])
		}
		bytes = m.Start
		s := span{Type: m.Type, Start: runes, End: runes + utf8.RuneCountInString(text[m.Start:m.End]), Confidence: m.Confidence}
		if explain {
			s.Why = m.Why.Strings()
		}
		out = append(out, s)
	}
	return out
}
