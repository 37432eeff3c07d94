package ledger

import (
	"context"
	"database/sql"
	"strings"
)

// apart sets what was listed apart from what was found, so that a file that is
// inspected for the first time costs two rows that are written once, and
// nothing is rewritten: PostgreSQL keeps the old version of every row that
// changes until it is vacuumed. What most records have in common is kept once,
// as an outcome. The view known is both, as readers want them.
const apart = `
DROP INDEX item_root;
DROP INDEX item_twin;
ALTER TABLE item RENAME TO item_before;
CREATE TABLE item (                          -- as it was listed last
	id         INTEGER PRIMARY KEY,
	spot       INTEGER  NOT NULL,            -- where the index keeps its key
	size       INTEGER  NOT NULL,
	modified   INTEGER  NOT NULL,            -- Unix nanoseconds; 0: unknown
	fp         INTEGER  NOT NULL,            -- fingerprint of all this and of the ruleset
	root       INT      NOT NULL,
	gone       INT      NOT NULL DEFAULT 0,  -- the run that found it gone
	absent     INT      NOT NULL DEFAULT 0,  -- the run that did not list it, being unable to list everything
	exposure   SMALLINT NOT NULL,
	key        TEXT     NOT NULL,
	version    TEXT     NOT NULL,
	revision   TEXT     NOT NULL,
	hash       TEXT     NOT NULL,
	path       TEXT     NOT NULL,
	link       TEXT     NOT NULL,
	owner      TEXT     NOT NULL,
	department TEXT     NOT NULL,
	media      TEXT     NOT NULL,
	exposed_by TEXT     NOT NULL
);
CREATE TABLE outcome (                       -- what inspections come to
	id      INTEGER PRIMARY KEY,
	status  TEXT NOT NULL,
	level   TEXT NOT NULL,
	verdict TEXT NOT NULL,
	clause  TEXT NOT NULL,
	action  TEXT NOT NULL,
	ruleset TEXT NOT NULL,
	UNIQUE (status, level, verdict, clause, action, ruleset)
);
CREATE TABLE record (                        -- what was found in an item
	item       INTEGER NOT NULL PRIMARY KEY,
	fp         INTEGER NOT NULL,             -- the fingerprint of the item that it belongs to; 0: it is due again
	read       INTEGER NOT NULL,             -- fingerprint of the contents whose findings it holds; 0: none that may be used again
	inspected  INTEGER NOT NULL,             -- Unix nanoseconds; 0: never
	outcome    INT      NOT NULL,
	persons    INT      NOT NULL,
	good       SMALLINT NOT NULL,            -- 1: another look would find the same
	hashed     SMALLINT NOT NULL,            -- 1: read goes by the hash of the contents, so that it holds for twins
	reasons    TEXT,
	findings   TEXT,
	facts      TEXT,
	media      TEXT,                         -- from here on, what inspecting told otherwise than the listing
	owner      TEXT,
	department TEXT,
	exposure   SMALLINT,
	exposed_by TEXT
);
INSERT INTO item (id, spot, size, modified, fp, root, gone, absent, exposure, key, version, revision, hash, path, link, owner, department, media, exposed_by)
	SELECT b.id, s.spot, b.size, b.modified, b.fp, b.root, b.gone, b.absent, b.exposure, b.key, b.version, b.revision, b.hash, b.path, b.link,
	b.owner, b.department, b.media, b.exposed_by FROM item_before b JOIN spot_of s ON s.item = b.id ORDER BY b.id;
INSERT INTO outcome (status, level, verdict, clause, action, ruleset)
	SELECT DISTINCT status, level, verdict, clause, action, ruleset FROM item_before WHERE status IS NOT NULL;
INSERT INTO record (item, fp, read, inspected, outcome, persons, good, hashed, reasons, findings, facts)
	SELECT b.id, b.done, b.read, b.inspected, o.id, b.persons, CASE WHEN l.good = b.done AND b.done <> 0 THEN 1 ELSE 0 END,
	CASE WHEN b.read <> 0 AND b.hash <> '' THEN 1 ELSE 0 END, b.reasons, b.findings, b.facts
	FROM item_before b JOIN outcome o ON o.status = b.status AND o.level = b.level AND o.verdict = b.verdict AND o.clause = b.clause
	AND o.action = b.action AND o.ruleset = b.ruleset LEFT JOIN listing l ON l.root = b.root AND l.key = b.key AND l.item = b.id ORDER BY b.id;
CREATE INDEX item_spot ON item (spot);
CREATE INDEX item_root ON item (root, id) WHERE gone = 0;
CREATE INDEX record_twin ON record (read) WHERE hashed = 1;
CREATE VIEW known AS SELECT i.id, i.root, i.key, i.version, i.revision, i.hash, i.path, i.link,
	coalesce(CASE WHEN k.fp = i.fp THEN k.owner END, i.owner) AS owner,
	coalesce(CASE WHEN k.fp = i.fp THEN k.department END, i.department) AS department,
	coalesce(CASE WHEN k.fp = i.fp THEN k.media END, i.media) AS media,
	coalesce(CASE WHEN k.fp = i.fp THEN k.exposure END, i.exposure) AS exposure,
	coalesce(CASE WHEN k.fp = i.fp THEN k.exposed_by END, i.exposed_by) AS exposed_by,
	i.size, i.modified, i.fp, i.gone, i.absent, coalesce(k.fp, 0) AS done, o.status, o.level, o.verdict, o.clause, o.action, o.ruleset,
	coalesce(k.persons, 0) AS persons, coalesce(k.inspected, 0) AS inspected, k.reasons, k.findings, k.facts
	FROM item i LEFT JOIN record k ON k.item = i.id LEFT JOIN outcome o ON o.id = k.outcome;
DROP INDEX IF EXISTS river_job_args_index;     -- nobody asks the queue for what jobs hold
DROP INDEX IF EXISTS river_job_metadata_index;
DROP TABLE item_before;
DROP TABLE spot_of;
DROP TABLE listing;
DROP TABLE due;
` + dueGroups

// fillSpots tells where every key belongs, which SQL cannot.
func fillSpots(ctx context.Context, l *Ledger, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, l.home.ddl("CREATE TABLE spot_of (item INTEGER NOT NULL PRIMARY KEY, spot INTEGER NOT NULL)")); err != nil {
		return err
	}
	insert, err := l.newInsert(ctx, tx, "spot_of", "item", "spot")
	if err != nil {
		return err
	}
	for after := int64(0); ; {
		page, err := keysAfter(ctx, tx, after)
		if err != nil || len(page) == 0 {
			return err
		}
		if err := insert.run(ctx, tx, page); err != nil {
			return err
		}
		after = page[len(page)-1][0].(int64)
	}
}

// keysAfter are the numbers and spots of the next items.
func keysAfter(ctx context.Context, tx *sql.Tx, after int64) (page [][]any, err error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, root, key FROM item WHERE id > ? ORDER BY id LIMIT ?", after, movePage)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id, root int64
		var key string
		if err := rows.Scan(&id, &root, &key); err != nil {
			return nil, err
		}
		page = append(page, []any{id, spot(root, key)})
	}
	return page, rows.Err()
}

// dueByGroup makes what waits due as groups; jobs that were queued wait, too.
func dueByGroup(ctx context.Context, l *Ledger, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "DELETE FROM river_job"); err != nil {
		return err
	}
	return l.dueAgain(ctx, tx)
}

// spot is where the index keeps a key of a root: keys of one folder lie
// together, so that a listing by folders reads and writes the index page by
// page. Different keys may have the same spot; whoever looks compares the keys,
// too. It is a number because keys may be longer than PostgreSQL takes in an
// index.
func spot(root int64, key string) int64 {
	whole := newPrint().numbers(root).strings(key).sum()
	folder := strings.LastIndexByte(key, '/')
	if folder < 0 {
		return whole
	}
	return newPrint().numbers(root).strings(key[:folder]).sum()>>32<<32 | whole>>32&0xffffffff
}
