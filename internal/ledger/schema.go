package ledger

// schema is the first version of the tables; later versions are steps added to
// migrations, never changes of a step that was released.
const schema = `
CREATE TABLE run (
	id       INTEGER PRIMARY KEY,
	started  INTEGER NOT NULL,           -- Unix nanoseconds, as all times here
	finished INTEGER NOT NULL DEFAULT 0,
	state    TEXT    NOT NULL,           -- running, finished
	ruleset  TEXT    NOT NULL,
	sources  TEXT    NOT NULL,           -- JSON array of names
	counts   TEXT    NOT NULL DEFAULT '{}'
);
CREATE TABLE root (
	id     INTEGER PRIMARY KEY,
	source TEXT NOT NULL,
	root   TEXT NOT NULL,
	UNIQUE (source, root)
);
CREATE TABLE run_root (                  -- how far a run has listed a root
	run    INTEGER NOT NULL,
	root   INTEGER NOT NULL,
	cursor TEXT    NOT NULL DEFAULT '',
	pages  INTEGER NOT NULL DEFAULT 0,
	state  TEXT    NOT NULL DEFAULT 'listing', -- listing, listed, failed
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
	root INTEGER NOT NULL,
	key  TEXT    NOT NULL,
	item INTEGER NOT NULL,
	fp   INTEGER NOT NULL,               -- fingerprint of the item as listed and of the ruleset
	done INTEGER NOT NULL DEFAULT 0,     -- the fingerprint its record belongs to
	PRIMARY KEY (root, key)
) WITHOUT ROWID;
CREATE TABLE item (
	id         INTEGER PRIMARY KEY,
	root       INTEGER NOT NULL,
	key        TEXT    NOT NULL,
	version    TEXT    NOT NULL,
	hash       TEXT    NOT NULL DEFAULT '',
	path       TEXT    NOT NULL,
	link       TEXT    NOT NULL DEFAULT '',
	owner      TEXT    NOT NULL DEFAULT '',
	media      TEXT    NOT NULL DEFAULT '',
	size       INTEGER NOT NULL,
	modified   INTEGER NOT NULL,
	exposure   INTEGER NOT NULL,
	exposed_by TEXT    NOT NULL DEFAULT '',
	department TEXT    NOT NULL DEFAULT '',
	fp         INTEGER NOT NULL,
	gone       INTEGER NOT NULL DEFAULT 0, -- the run that found it gone
	status     TEXT,                     -- NULL until it was inspected
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

// migrations[i] takes a ledger from version i to i+1.
var migrations = []string{schema}
