package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"hash/fnv"
	"strings"

	"tenken/internal/followup"
	"tenken/internal/record"
	"tenken/scanners"
)

// seenAs is what is kept of a file's contents and sharing.
func seenAs(version string, exposure int) string {
	h := fnv.New64a()
	h.Write([]byte(version))
	return fmt.Sprintf("%016x/%d", h.Sum64(), exposure)
}

// unchanged reports whether a file is as it was. Sharing is asked only of files
// with findings; one that has none any more tells nothing of it.
func unchanged(was, version string, exposure int) bool {
	if exposure == int(scanners.Unknown) {
		contents, _, _ := strings.Cut(was, "/")
		return strings.HasPrefix(seenAs(version, exposure), contents+"/")
	}
	return was == seenAs(version, exposure)
}

// settle ends the courses of files that are no longer flagged, where that is
// sure, and marks the others as unseen.
func settle(ctx context.Context, tx *sql.Tx, run int64, open map[string]course) error {
	for _, c := range open {
		ended, err := endOf(ctx, tx, c)
		if err != nil {
			return err
		}
		switch {
		case ended != "":
			_, err = tx.ExecContext(ctx, "UPDATE course SET until = ?, ended = ? WHERE file = ? AND since = ?", run, ended, c.file, c.since)
		case c.unseen == 0:
			_, err = tx.ExecContext(ctx, "UPDATE course SET unseen = ? WHERE file = ? AND since = ?", run, c.file, c.since)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// endOf says how a course ended; "" where nobody can tell: the file was not
// listed although not everything could be listed, or it could not be read.
func endOf(ctx context.Context, tx *sql.Tx, c course) (string, error) {
	var gone, absent int64
	var exposure int
	var version string
	var status, reasons sql.NullString
	err := tx.QueryRowContext(ctx, "SELECT gone, absent, version, exposure, status, reasons FROM known WHERE id = ?", c.item).
		Scan(&gone, &absent, &version, &exposure, &status, &reasons)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return "", nil
	case err != nil:
		return "", err
	case gone != 0:
		return followup.EndedGone, nil
	case absent != 0:
		return "", nil
	case status.String == string(record.Inspected) && unchanged(c.seen, version, exposure):
		return followup.EndedRules, nil
	case status.String == string(record.Inspected):
		return followup.EndedClear, nil
	case status.String == string(record.Unreadable) && strings.Contains(reasons.String, `"`+string(record.Encrypted)+`"`):
		return followup.EndedEncrypted, nil
	}
	return "", nil
}
