package report

import (
	"bufio"
	"encoding/json"
	"io"
	"iter"

	"tenken/internal/record"
)

// Line is one record as every JSON output writes it. It holds no digests:
// those stay in the ledger.
type Line struct {
	MessageType string `json:"message_type"` // "record"
	record.File
}

// NewLine makes the line of a record. Its lists are never null.
func NewLine(f record.File) Line {
	if f.Reasons == nil {
		f.Reasons = []record.Reason{}
	}
	if f.Level == "" {
		f.Level = record.NoLevel
	}
	if f.Verdict == "" {
		f.Verdict = record.Clear
	}
	findings := make([]record.Finding, len(f.Findings))
	for i, g := range f.Findings {
		g.Digests, g.Values = nil, nil
		if g.Places == nil {
			g.Places = []string{}
		}
		findings[i] = g
	}
	f.Findings = findings
	return Line{MessageType: "record", File: f}
}

// WriteJSONL writes one line per record, as the settings want it shown.
func (s Settings) WriteJSONL(w io.Writer, files iter.Seq2[record.File, error]) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	for f, err := range files {
		if err != nil {
			return err
		}
		if err := enc.Encode(NewLine(s.masked(f))); err != nil {
			return err
		}
	}
	return out.Flush()
}

// WriteJSONL writes one line per record.
func WriteJSONL(w io.Writer, files iter.Seq2[record.File, error]) error {
	return Settings{}.WriteJSONL(w, files)
}
