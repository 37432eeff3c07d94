package xls

import (
	"bufio"
	"encoding/binary"
	"io"

	"tenken/internal/extract/crypt"
)

// Numbers of the records that are read ([MS-XLS] 2.3).
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recHeader     = 0x0014
	recFooter     = 0x0015
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recContinue   = 0x003C
	recCodePage   = 0x0042
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recXF         = 0x00E0
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recTXO        = 0x01B6
	recNumber     = 0x0203
	recLabel      = 0x0204
	recString     = 0x0207
	recRK         = 0x027E
	recFormat     = 0x041E
	recFormat4    = 0x001E
	recBOF        = 0x0809

	// Never encrypted, and not read.
	recInterfaceHdr = 0x00E1
	recRRDHead      = 0x0138
	recUsrExcl      = 0x0194
	recFileLock     = 0x0195
	recRRDInfo      = 0x0196
)

// record is one record; its data is valid until the next one is read.
type record struct {
	id   int
	at   int64 // offset in the stream
	data []byte
}

// records reads the records of a stream, one ahead.
type records struct {
	r    *bufio.Reader
	at   int64
	buf  []byte
	head [4]byte
	kept *record // read ahead
	key  *crypt.RC4
}

func newRecords(r io.Reader) *records { return &records{r: bufio.NewReaderSize(r, 64<<10)} }

// next reads a record; io.EOF at the end, also where the last one is cut.
func (rs *records) next() (record, error) {
	if rs.kept != nil {
		rec := *rs.kept
		rs.kept = nil
		return rec, nil
	}
	rec := record{at: rs.at}
	if _, err := io.ReadFull(rs.r, rs.head[:]); err != nil {
		return rec, cutIsEnd(err)
	}
	rec.id = int(binary.LittleEndian.Uint16(rs.head[:]))
	n := int(binary.LittleEndian.Uint16(rs.head[2:]))
	if cap(rs.buf) < n {
		rs.buf = make([]byte, 1<<16)
	}
	rec.data = rs.buf[:n]
	k, err := io.ReadFull(rs.r, rec.data)
	rs.decrypt(rec.id, rec.data[:k])
	rs.at += int64(4 + k)
	if err != nil {
		return rec, cutIsEnd(err)
	}
	return rec, nil
}

// cipherBlock is how much of the stream one key is for ([MS-XLS] 2.2.10).
const cipherBlock = 1024

// decrypt decrypts the data of the record that begins at rs.at: all of it, but
// what a reader needs before it knows the key.
func (rs *records) decrypt(id int, b []byte) {
	if rs.key == nil {
		return
	}
	at := rs.at + 4
	switch id {
	case recBOF, recFilePass, recUsrExcl, recFileLock, recInterfaceHdr, recRRDInfo, recRRDHead:
		return
	case recBoundSheet:
		n := min(4, len(b)) // the offset of the sheet
		b, at = b[n:], at+int64(n)
	}
	rs.key.Decrypt(b, at, cipherBlock)
}

func cutIsEnd(err error) error {
	if err == io.ErrUnexpectedEOF { //nolint:errorlint // io.ReadFull does not wrap it
		return io.EOF
	}
	return err
}

// continued reads the records that continue the one before: copies, limit
// bytes of them at most.
func (rs *records) continued(first []byte, limit int) ([][]byte, error) {
	parts := [][]byte{append([]byte(nil), first...)}
	total := len(first)
	for {
		rec, err := rs.next()
		if err != nil {
			if err == io.EOF { //nolint:errorlint // our own
				return parts, nil
			}
			return parts, err
		}
		if rec.id != recContinue || total > limit {
			rec.data = append([]byte(nil), rec.data...)
			rs.kept = &rec
			return parts, nil
		}
		total += len(rec.data)
		parts = append(parts, append([]byte(nil), rec.data...))
	}
}

func u16(b []byte, at int) int {
	if at+2 > len(b) {
		return 0
	}
	return int(binary.LittleEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) int64 {
	if at+4 > len(b) {
		return 0
	}
	return int64(binary.LittleEndian.Uint32(b[at:]))
}
