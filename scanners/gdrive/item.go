package gdrive

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	"google.golang.org/api/drive/v3"

	"tenken/scanners"
)

// Media types of Drive's own, and of what is not read.
const (
	folderMedia   = "application/vnd.google-apps.folder"
	shortcutMedia = "application/vnd.google-apps.shortcut"
	native        = "application/vnd.google-apps." // documents of the editors: no bytes of their own

	sealedMedia = "inode/sealed"  // encrypted by its owner's client: Google has no key
	heldMedia   = "inode/no-copy" // its owner forbids downloading
	linkMedia   = "inode/symlink" // a shortcut; its target is listed where it lies
)

// fileFields are what is read of a file.
const fileFields = "id,name,mimeType,size,md5Checksum,sha256Checksum,headRevisionId,version,createdTime,modifiedTime,trashed,parents,ownedByMe," +
	"owners(emailAddress),driveId,permissions(" + permissionFields + "),permissionIds,hasAugmentedPermissions," +
	"capabilities(canDownload),clientEncryptionDetails(encryptionState),webViewLink"

// item is a file as scanners know it.
func (v *view) item(ctx context.Context, f *drive.File, in *folders) (scanners.Item, error) {
	p, err := in.path(ctx, f.Name, f.Parents)
	if err != nil {
		return scanners.Item{}, err
	}
	modified, err := time.Parse(time.RFC3339Nano, f.ModifiedTime)
	if err != nil {
		return scanners.Item{}, fmt.Errorf("file %q: modified %q: %w", f.Id, f.ModifiedTime, err)
	}
	it := scanners.Item{
		Source: v.scanner.conf.Name, Root: v.root, ID: f.Id, Version: version(f, modified),
		Path: p, Link: f.WebViewLink, Owner: v.owner, Unit: v.unit,
		Media: f.MimeType, Size: f.Size, Modified: modified.UTC(),
	}
	if len(f.Owners) > 0 {
		it.Owner = f.Owners[0].EmailAddress
	}
	if strings.HasPrefix(f.MimeType, native) {
		it.Size = 0 // what Drive says is not the size of an export
	}
	switch {
	case f.Sha256Checksum != "":
		it.Hash = "sha256:" + f.Sha256Checksum
	case f.Md5Checksum != "":
		it.Hash = "md5:" + f.Md5Checksum
	}
	switch {
	case f.MimeType == shortcutMedia:
		it.Media = linkMedia
	case f.ClientEncryptionDetails != nil && f.ClientEncryptionDetails.EncryptionState == "encrypted":
		it.Media = sealedMedia
	case f.Capabilities != nil && !f.Capabilities.CanDownload && formats[f.MimeType] != "" || f.Capabilities != nil && !f.Capabilities.CanDownload && !strings.HasPrefix(f.MimeType, native):
		it.Media = heldMedia
	}
	r := v.listed(f)
	it.Exposure, it.ExposedBy = r.exposure, r.because
	it.Revision = revision(f, it)
	return it, nil
}

// version changes when the contents do: by checksum, by revision, or, where a
// document has neither, by the time of its last change. Drive's own version
// counts every change of anything.
func version(f *drive.File, modified time.Time) string {
	switch {
	case f.Md5Checksum != "":
		return md5Version + f.Md5Checksum
	case f.HeadRevisionId != "":
		return "rev:" + f.HeadRevisionId
	}
	return fmt.Sprintf("at:%d", modified.UnixMilli())
}

const md5Version = "md5:"

// revision changes with anything that a record or its judgement shows.
func revision(f *drive.File, it scanners.Item) string {
	h := fnv.New64a()
	fmt.Fprintln(h, it.Path, it.Owner, it.Media, it.Exposure, it.ExposedBy, f.PermissionIds)
	for _, p := range f.Permissions {
		fmt.Fprintln(h, p.Id, p.Role, p.EmailAddress, p.Domain, p.ExpirationTime)
	}
	return fmt.Sprintf("%d-%x", f.Version, h.Sum(nil))
}
