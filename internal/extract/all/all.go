// Package all lists the formats of this build, in the order in which they are
// asked: those with a signature first, plain text last.
package all

import (
	"tenken/internal/extract"
	"tenken/internal/extract/cda"
	"tenken/internal/extract/cms"
	"tenken/internal/extract/compress"
	"tenken/internal/extract/csv"
	"tenken/internal/extract/dbf"
	"tenken/internal/extract/dicom"
	"tenken/internal/extract/doc"
	"tenken/internal/extract/epub"
	"tenken/internal/extract/hl7"
	"tenken/internal/extract/html"
	"tenken/internal/extract/iwork"
	"tenken/internal/extract/json"
	"tenken/internal/extract/jtd"
	"tenken/internal/extract/lzh"
	"tenken/internal/extract/mail"
	"tenken/internal/extract/mdb"
	"tenken/internal/extract/msg"
	"tenken/internal/extract/odf"
	"tenken/internal/extract/ole"
	"tenken/internal/extract/onenote"
	"tenken/internal/extract/ooxml"
	"tenken/internal/extract/parquet"
	"tenken/internal/extract/pdf"
	"tenken/internal/extract/picture"
	"tenken/internal/extract/plain"
	"tenken/internal/extract/ppt"
	"tenken/internal/extract/pst"
	"tenken/internal/extract/rar"
	"tenken/internal/extract/rights"
	"tenken/internal/extract/rtf"
	"tenken/internal/extract/sevenzip"
	"tenken/internal/extract/sqlite"
	"tenken/internal/extract/tar"
	"tenken/internal/extract/tnef"
	"tenken/internal/extract/unknown"
	"tenken/internal/extract/vcard"
	"tenken/internal/extract/xls"
	"tenken/internal/extract/xps"
	"tenken/internal/extract/zip"
)

// Formats returns one of each.
func Formats() []extract.Format {
	return []extract.Format{
		pdf.Format{},
		picture.Format{},
		rights.Format{},
		ooxml.Excel{},
		ooxml.Word{},
		ooxml.PowerPoint{},
		ooxml.Encrypted{},
		odf.Format{},
		xls.Format{},
		doc.Format{},
		ppt.Format{},
		msg.Format{},
		jtd.Format{},
		ole.Format{},
		onenote.Format{},
		mdb.Format{},
		sqlite.Format{},
		sqlite.Log{},
		dbf.Format{},
		dicom.Format{},
		parquet.Format{},
		pst.Format{},
		rtf.Format{},
		epub.Format{},
		xps.Format{},
		iwork.Format{},
		zip.Format{},
		sevenzip.Format{},
		rar.Format{},
		compress.Format{},
		tar.Format{},
		lzh.Format{},
		tnef.Format{},
		cms.Format{},
		vcard.Format{},
		mail.Mailbox{},
		mail.Format{},
		ooxml.Flat{},
		odf.Flat{},
		hl7.Format{},
		cda.Format{},
		html.Format{},
		json.Format{},
		csv.Format{},
		plain.Format{},
		unknown.Format{},
	}
}
