package gdrivetest

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// contents are the bytes of a file, or why they are not handed out.
func (c *call) contents(f *File) ([]byte, *problem) {
	switch {
	case !f.blob():
		return nil, &problem{403, "fileNotDownloadable", "alt", "Only files with binary content can be downloaded. Use Export with Docs Editors files."}
	case f.NoCopy:
		return nil, &problem{403, "cannotDownloadFile", "", "This file cannot be downloaded by the user."}
	case f.Abusive && !c.yes("acknowledgeAbuse"):
		return nil, &problem{403, "cannotDownloadAbusiveFile", "alt", "This file has been identified as malware or spam and cannot be downloaded."}
	}
	return f.Data, nil
}

// send answers with bytes, or with the part of them that is asked for. Of no
// bytes there is no part.
func (c *call) send(mime string, data []byte) {
	c.w.Header().Set("Content-Type", mime)
	http.ServeContent(c.w, c.r, "", time.Time{}, bytes.NewReader(data))
}

// exported is the document that is asked for, in the format that is asked for.
func (c *call) exported() ([]byte, *problem) {
	c.s.mu.RLock()
	defer c.s.mu.RUnlock()
	f := c.s.files[c.path[0]]
	if f == nil || !c.s.may(c.user, f, true) {
		return nil, notFound("fileId", c.path[0])
	}
	data, ok := f.Exports[c.query("mimeType")]
	switch {
	case f.blob() || len(f.Exports) == 0:
		return nil, &problem{403, "fileNotExportable", "", "Export only supports Docs Editors files."}
	case f.NoCopy:
		return nil, &problem{403, "cannotExportFile", "", "This file cannot be exported by the user."}
	case f.Sealed:
		return nil, &problem{403, "cannotExportEncryptedFile", "", "This file is encrypted by its owner's client."}
	case !ok:
		return nil, &problem{400, "badRequest", "convertTo", "The requested conversion is not supported."}
	}
	return data, nil
}

func export(c *call) (any, *problem) {
	data, p := c.exported()
	most := c.s.Limits.Export
	if most == 0 {
		most = 10 << 20
	}
	if p == nil && int64(len(data)) > most {
		p = &problem{403, "exportSizeLimitExceeded", "", "This file is too large to be exported."}
	}
	if p != nil {
		return nil, p
	}
	c.whole(c.query("mimeType"), data)
	return nil, nil //nolint:nilnil // the answer was sent
}

// whole answers with all of the bytes, whatever part is asked for.
func (c *call) whole(mime string, data []byte) {
	c.w.Header().Set("Content-Type", mime)
	c.w.Write(data) //nolint:errcheck // the client is gone
}

// exportLink is what an export link leads to. It belongs to no API.
func exportLink(c *call) (any, *problem) {
	data, p := c.exported()
	c.s.mu.RLock()
	f := c.s.files[c.path[0]]
	broken := f != nil && f.NoLinks
	c.s.mu.RUnlock()
	if broken {
		p = &problem{http.StatusInternalServerError, "backendError", "", "Sorry, unable to open the file at this time."}
	}
	if p != nil {
		return nil, p
	}
	c.whole(c.query("mimeType"), data)
	return nil, nil //nolint:nilnil // the answer was sent
}

// made is a file that a long operation made.
type made struct {
	mime  string
	data  []byte
	asked int
}

// download begins an operation that makes a file of a document.
func download(c *call) (any, *problem) {
	data, p := c.exported()
	if p != nil {
		return nil, p
	}
	name := c.s.random()
	c.s.state.Lock()
	c.s.made[name] = made{mime: c.query("mimeType"), data: data}
	c.s.state.Unlock()
	return object{"name": name, "done": false, "metadata": object{"@type": "type.googleapis.com/google.apps.drive.v3.DownloadFileMetadata"}}, nil
}

// operation is done when it is asked for the second time.
func operation(c *call) (any, *problem) {
	name := c.path[0]
	c.s.state.Lock()
	m, ok := c.s.made[name]
	m.asked++
	c.s.made[name] = m
	c.s.state.Unlock()
	out := object{"name": name, "done": m.asked > 1}
	if !ok {
		return nil, notFound("name", name)
	}
	if m.asked > 1 {
		host := c.s.URL
		if strings.HasSuffix(c.r.Host, ".googleapis.com") {
			host = "https://www.googleapis.com"
		}
		out["response"] = object{
			"@type":       "type.googleapis.com/google.apps.drive.v3.DownloadFileResponse",
			"downloadUri": fmt.Sprintf("%s/made/%s", host, name), "partialDownloadAllowed": true,
		}
	}
	return out, nil
}

func getMade(c *call) (any, *problem) {
	c.s.state.Lock()
	m, ok := c.s.made[c.path[0]]
	c.s.state.Unlock()
	if !ok {
		return nil, notFound("name", c.path[0])
	}
	c.send(m.mime, m.data)
	return nil, nil //nolint:nilnil // the answer was sent
}
