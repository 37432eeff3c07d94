package doc

import (
	"tenken/internal/extract"
	"tenken/internal/extract/cfb"
)

// pool is the storage of embedded objects ([MS-DOC] 2.1.4).
const pool = "ObjectPool/"

// objects hands on the files inside the document.
func objects(c *cfb.File, out extract.Out) error { return cfb.Embedded(c, pool, out.Member) }
