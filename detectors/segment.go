package detectors

import "strings"

// Field is text[Start:End], one of the fields of a line.
type Field struct{ Start, End int }

// Fields widens the candidate to its line, of which it must be the beginning,
// and divides that at sep: the segments and records of HL7 and of claims. It
// gives none where the line holds fewer than least.
func (c *Candidate) Fields(sep byte, least int) []Field {
	if c.Start > 0 && c.Text[c.Start-1] != '\n' && c.Text[c.Start-1] != '\r' {
		return nil
	}
	start, end := c.Line()
	if i := strings.IndexByte(c.Text[c.Start:end], '\r'); i >= 0 {
		end = c.Start + i
	}
	if start != c.Start && c.Text[c.Start-1] != '\r' {
		return nil
	}
	c.Lo, c.Hi = c.Start, end
	var fields []Field
	for i := c.Start; ; {
		n := strings.IndexByte(c.Text[i:end], sep)
		if n < 0 {
			if fields = append(fields, Field{i, end}); len(fields) < least {
				return nil
			}
			return fields
		}
		fields = append(fields, Field{i, i + n})
		i += n + 1
	}
}

// Part is the first component of a field, up to sep.
func (c *Candidate) Part(f Field, sep byte) Field {
	if n := strings.IndexByte(c.Text[f.Start:f.End], sep); n >= 0 {
		f.End = f.Start + n
	}
	return f
}

// Dumped is the value of an attribute of DICOM in a dump whose line the
// candidate ends: (0010,0020) LO [123]  # 4, 1 PatientID.
func (c *Candidate) Dumped() (f Field) {
	start, _ := c.Line()
	line := c.Text[start:c.Start]
	if !strings.HasPrefix(strings.TrimLeft(line, " \t"), "(00") {
		return f
	}
	open, end := strings.IndexByte(line, '['), strings.LastIndexByte(line, ']')
	if open < 0 || end <= open {
		return f
	}
	return Field{start + open + 1, start + open + 1 + len(strings.TrimRight(line[open+1:end], " \x00"))}
}
