package report

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"
	"time"

	"tenken/detectors"
	"tenken/internal/followup"
	"tenken/internal/record"
	"tenken/scanners"
)

// OCSF: Data Security Finding, class 2006 of the Open Cybersecurity Schema
// Framework (schema.ocsf.io). ocsf.schema.json describes the part of it that is
// written.
const (
	ocsfVersion  = "1.4.0"
	ocsfCategory = 2    // Findings
	ocsfClass    = 2006 // Data Security Finding
)

// Activities of a finding.
const (
	ocsfCreate = 1
	ocsfUpdate = 2
)

// States of a finding.
const (
	ocsfNew        = 1
	ocsfInProgress = 2
	ocsfSuppressed = 3
)

type ocsfEvent struct {
	ActivityID   int            `json:"activity_id"`
	ActivityName string         `json:"activity_name"`
	CategoryUID  int            `json:"category_uid"`
	CategoryName string         `json:"category_name"`
	ClassUID     int            `json:"class_uid"`
	ClassName    string         `json:"class_name"`
	TypeUID      int            `json:"type_uid"` // class_uid × 100 + activity_id
	SeverityID   int            `json:"severity_id"`
	Severity     string         `json:"severity"`
	ConfidenceID int            `json:"confidence_id"`
	StatusID     int            `json:"status_id"`
	Status       string         `json:"status"`
	Time         int64          `json:"time"` // Unix milliseconds
	Message      string         `json:"message"`
	IsAlert      bool           `json:"is_alert"`
	Metadata     ocsfMetadata   `json:"metadata"`
	Info         ocsfInfo       `json:"finding_info"`
	Data         ocsfData       `json:"data_security"`
	File         ocsfFile       `json:"file"`
	Resources    []ocsfResource `json:"resources"`
	Actor        *ocsfActor     `json:"actor,omitempty"`
	Unmapped     ocsfUnmapped   `json:"unmapped"`
}

type ocsfMetadata struct {
	Version string      `json:"version"`
	Product ocsfProduct `json:"product"`
	UID     string      `json:"uid"`
	LogName string      `json:"log_name"`
}

type ocsfProduct struct {
	Name   string `json:"name"`
	Vendor string `json:"vendor_name"`
}

type ocsfInfo struct {
	UID      string       `json:"uid"`
	Title    string       `json:"title"`
	Desc     string       `json:"desc,omitempty"`
	Types    []string     `json:"types"`
	LastSeen int64        `json:"last_seen_time,omitempty"`
	Analytic ocsfAnalytic `json:"analytic"`
	SrcURL   string       `json:"src_url,omitempty"`
}

type ocsfAnalytic struct {
	Name   string `json:"name"`
	TypeID int    `json:"type_id"` // 1: rule
	UID    string `json:"uid,omitempty"`
}

type ocsfData struct {
	LifecycleID int        `json:"data_lifecycle_state_id"` // 1: at rest
	SystemID    int        `json:"detection_system_id"`     // 4: data discovery and classification
	System      string     `json:"detection_system"`
	Pattern     string     `json:"detection_pattern"`
	Match       string     `json:"pattern_match"` // masked, in the order of the types
	Policy      ocsfPolicy `json:"policy"`
}

type ocsfPolicy struct {
	Name string `json:"name"`
	UID  string `json:"uid,omitempty"`
	Desc string `json:"desc,omitempty"`
}

type ocsfFile struct {
	Name     string     `json:"name"`
	Path     string     `json:"path"`
	TypeID   int        `json:"type_id"` // 1: regular file
	UID      string     `json:"uid"`
	Size     int64      `json:"size"`
	Mime     string     `json:"mime_type,omitempty"`
	Modified int64      `json:"modified_time,omitempty"`
	Owner    *ocsfOwner `json:"owner,omitempty"`
}

type ocsfResource struct {
	Name string `json:"name"`
	UID  string `json:"uid"`
	Type string `json:"type"`
}

type ocsfActor struct {
	User ocsfOwner `json:"user"`
}

type ocsfOwner struct {
	Name string `json:"name"`
}

// ocsfUnmapped holds what the class has no attribute for.
type ocsfUnmapped struct {
	Department string         `json:"department"`
	Persons    int            `json:"persons"`
	Exposure   string         `json:"exposure"`
	Verdict    record.Verdict `json:"verdict"`
	Status     record.Status  `json:"inspection_status"`
	State      followup.State `json:"state"`
	Answer     followup.Kind  `json:"answer,omitempty"`
	Counts     []ocsfCount    `json:"counts"`
}

// ocsfCount says how often a type was found. The type is no key: a number
// behind the name of a type would look like one of them.
type ocsfCount struct {
	Found int    `json:"found"`
	Type  string `json:"type"`
}

// WriteOCSF writes one event a line for every flagged file.
func (s Settings) WriteOCSF(w io.Writer, files iter.Seq2[record.File, error]) error {
	out := bufio.NewWriter(w)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	stand := s.newSurvey(0).stand
	for f, err := range files {
		if err != nil {
			return err
		}
		if !f.Flagged() {
			continue
		}
		if err := enc.Encode(s.event(f, stand(f))); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (s Settings) event(f record.File, st followup.Standing) ocsfEvent {
	id := followup.ID(f.Item)
	f = s.masked(f)
	e := ocsfEvent{
		ActivityID: ocsfCreate, ActivityName: "Create",
		CategoryUID: ocsfCategory, CategoryName: "Findings", ClassUID: ocsfClass, ClassName: "Data Security Finding",
		Time: s.Made.UnixMilli(), IsAlert: st.Asked(),
		Metadata: ocsfMetadata{ocsfVersion, ocsfProduct{"tenken", "tenken"}, id + "-" + f.Ruleset, "tenken"},
		File: ocsfFile{
			Path: f.Path, TypeID: 1, UID: f.ID, Size: f.Size, Mime: f.Media, Modified: milli(f.Modified),
		},
		Resources: []ocsfResource{{Name: f.Root, UID: f.Source + ":" + f.Root, Type: f.Source}},
		Unmapped: ocsfUnmapped{
			Department: f.Department, Persons: f.Persons, Exposure: f.Exposure.String(), Verdict: f.Verdict, Status: f.Status,
			State: st.State,
		},
	}
	if st.State != followup.New {
		e.ActivityID, e.ActivityName = ocsfUpdate, "Update"
	}
	e.TypeUID = ocsfClass*100 + e.ActivityID
	e.StatusID, e.Status = ocsfNew, "New"
	if st.Answer != nil {
		e.Unmapped.Answer = st.Answer.Kind
		if e.StatusID, e.Status = ocsfInProgress, "In Progress"; st.Holds {
			e.StatusID, e.Status = ocsfSuppressed, "Suppressed"
		}
	}
	e.SeverityID, e.Severity = severityOf(f.Level)
	_, e.File.Name = split(f.Path)
	if f.Owner != "" {
		e.File.Owner, e.Actor = &ocsfOwner{f.Owner}, &ocsfActor{ocsfOwner{f.Owner}}
	}
	s.found(&e, f)
	e.Info.UID, e.Info.LastSeen, e.Info.SrcURL = id, milli(f.Inspected), link(f.Link)
	e.Data.Policy = ocsfPolicy{Name: f.Clause, UID: f.Rule, Desc: string(f.Verdict)}
	return e
}

// found fills in what was found in the file.
func (s Settings) found(e *ocsfEvent, f record.File) {
	w := workbook{Book: Book{Settings: s}}
	best := 0.0
	var names, samples []string
	for _, g := range f.Findings {
		best = max(best, g.Confidence)
		names = append(names, w.shortName(g.Type))
		e.Info.Types = append(e.Info.Types, g.Type)
		e.Unmapped.Counts = append(e.Unmapped.Counts, ocsfCount{g.Count, g.Type})
		if g.Sample != "" {
			samples = append(samples, g.Sample)
		}
	}
	e.ConfidenceID = 1
	switch {
	case best >= detectors.High:
		e.ConfidenceID = 3
	case best >= detectors.Medium:
		e.ConfidenceID = 2
	}
	e.Info.Title = fmt.Sprintf(words{"%s を含むファイル", "a file with %s in it"}.in(s.Lang), strings.Join(names, words{"・", ", "}.in(s.Lang)))
	e.Info.Analytic = ocsfAnalytic{Name: "tenken", TypeID: 1, UID: f.Ruleset}
	e.Data = ocsfData{LifecycleID: 1, SystemID: 4, System: "Data Discovery & Classification", Pattern: strings.Join(e.Info.Types, ","), Match: strings.Join(samples, "; ")}
	e.Message = f.Verdict.Label(s.Lang) + ": " + e.Info.Title
	if s.Action != nil {
		e.Info.Desc = s.Action(f.Action, s.Lang)
	}
	if f.Exposure == scanners.Unknown {
		e.Unmapped.Exposure = "unknown"
	}
}

func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// severityOf is a level as OCSF numbers severities.
func severityOf(l record.Level) (int, string) {
	switch l {
	case record.Critical:
		return 5, "Critical"
	case record.High:
		return 4, "High"
	case record.Medium:
		return 3, "Medium"
	case record.Low:
		return 2, "Low"
	}
	return 1, "Informational"
}
