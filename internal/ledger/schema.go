package ledger

import (
	"context"
	"database/sql"
)

// schema is the first version of the tables; later versions are steps added to
// migrations, never changes of a step that was released.
const schema = `
CREATE TABLE run (
	id       INTEGER PRIMARY KEY,
	started  INTEGER NOT NULL,           -- Unix nanoseconds, as all times here
	finished INTEGER NOT NULL DEFAULT 0,
	state    TEXT    NOT NULL,           -- running, finished, interrupted
	ruleset  TEXT    NOT NULL,
	roots    TEXT    NOT NULL,           -- JSON array of source and root
	counts   TEXT    NOT NULL DEFAULT '{}'
);
CREATE TABLE root (
	id     INTEGER PRIMARY KEY,
	source TEXT NOT NULL,
	root   TEXT NOT NULL,
	UNIQUE (source, root)
);
CREATE TABLE run_root (                  -- how far a run has listed a root
	run     INTEGER NOT NULL,
	root    INTEGER NOT NULL,
	cursor  TEXT    NOT NULL DEFAULT '',
	pages   INTEGER NOT NULL DEFAULT 0,
	refused INTEGER NOT NULL DEFAULT 0,  -- folders that would not list
	gone    INTEGER NOT NULL DEFAULT 0,  -- items found gone
	state   TEXT    NOT NULL DEFAULT 'listing', -- listing, listed, failed
	PRIMARY KEY (run, root)
) WITHOUT ROWID;
CREATE TABLE seen (                      -- which items a page held, until the run has ended
	run  INTEGER NOT NULL,
	root INTEGER NOT NULL,
	page INTEGER NOT NULL,
	ids  BLOB    NOT NULL,               -- varints
	PRIMARY KEY (run, root, page)
) WITHOUT ROWID;
CREATE TABLE listing (                   -- small, so that an unchanged item costs one look
	root   INTEGER NOT NULL,
	key    TEXT    NOT NULL,
	item   INTEGER NOT NULL,
	fp     INTEGER NOT NULL,             -- fingerprint of the item as listed and of the ruleset
	good   INTEGER NOT NULL DEFAULT 0,   -- the fingerprint that needs no inspection
	absent INTEGER NOT NULL DEFAULT 0,   -- the run that did not list it, being unable to list everything
	PRIMARY KEY (root, key)
) WITHOUT ROWID;
CREATE TABLE item (
	id         INTEGER PRIMARY KEY,
	root       INTEGER NOT NULL,
	key        TEXT    NOT NULL,
	version    TEXT    NOT NULL,
	hash       TEXT    NOT NULL,
	path       TEXT    NOT NULL,
	link       TEXT    NOT NULL,
	owner      TEXT    NOT NULL,
	media      TEXT    NOT NULL,
	size       INTEGER NOT NULL,
	modified   INTEGER NOT NULL,         -- 0: unknown
	exposure   INTEGER NOT NULL,
	exposed_by TEXT    NOT NULL,
	department TEXT    NOT NULL,
	fp         INTEGER NOT NULL,
	done       INTEGER NOT NULL DEFAULT 0, -- the fingerprint its record belongs to
	gone       INTEGER NOT NULL DEFAULT 0, -- the run that found it gone
	absent     INTEGER NOT NULL DEFAULT 0, -- as in listing
	status     TEXT,                       -- the record; NULL before the first
	reasons    TEXT,
	persons    INTEGER NOT NULL DEFAULT 0,
	level      TEXT    NOT NULL DEFAULT '',
	verdict    TEXT    NOT NULL DEFAULT '',
	clause     TEXT    NOT NULL DEFAULT '',
	action     TEXT    NOT NULL DEFAULT '',
	findings   TEXT,
	ruleset    TEXT    NOT NULL DEFAULT '',
	inspected  INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX item_root ON item (root) WHERE gone = 0;
`

// migration is a step. What SQL cannot do is done before or after.
type migration struct {
	sql           string
	before, after func(context.Context, *Ledger, *sql.Tx) error
}

// migrations[i] takes a ledger from version i to i+1.
var migrations = []migration{
	{sql: schema},
	{sql: accountsTable},
	{sql: factsColumn},
	{sql: followupTables},
	{sql: feeds},
	{sql: noteTable},
	{sql: personColumns},
	{sql: dueTable + keyTable + workerTable},
	{sql: twinIndex},
	{before: fillSpots, sql: apart, after: dueByGroup},
}

// feeds lets a listing go on from the one before, an item be judged anew
// without being read, and all workers share a quota.
const feeds = `
ALTER TABLE root ADD COLUMN since TEXT NOT NULL DEFAULT '';      -- where the source's changes go on from; '' after a listing that was not complete
ALTER TABLE root ADD COLUMN basis TEXT NOT NULL DEFAULT '';      -- what the fingerprints of that listing rest on
ALTER TABLE run_root ADD COLUMN changes INTEGER NOT NULL DEFAULT 0; -- 1: lists what has changed, 0: everything
ALTER TABLE run_root ADD COLUMN since TEXT NOT NULL DEFAULT '';  -- told by the last page
ALTER TABLE item ADD COLUMN revision TEXT NOT NULL DEFAULT '';
ALTER TABLE item ADD COLUMN read INTEGER NOT NULL DEFAULT 0;     -- fingerprint of the contents whose findings the record holds; 0: none that may be used again
CREATE TABLE bucket (
	tenant   TEXT    PRIMARY KEY,
	tokens   REAL    NOT NULL,              -- units that may be spent now
	at       INTEGER NOT NULL,              -- when that was so
	paused   INTEGER NOT NULL DEFAULT 0,    -- no calls before
	day      INTEGER NOT NULL DEFAULT 0,    -- when the first unit of the day was spent
	units    REAL    NOT NULL DEFAULT 0,    -- spent since
	bytes    INTEGER NOT NULL DEFAULT 0     -- read since
);
`
