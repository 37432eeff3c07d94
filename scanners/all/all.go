// Package all lists the connectors of this build.
package all

// Kind describes a connector for `tenken list scanners` and the documentation.
type Kind struct {
	ID    string `json:"id"`    // as `kind:` in the configuration
	Label string `json:"label"` // Japanese, for people
	Needs string `json:"needs"` // what it takes to connect
	Reads string `json:"reads"` // what it lists and opens
}

// Kinds lists every connector, one a line.
func Kinds() []Kind {
	return []Kind{
		{"folder", "フォルダー（PC・ファイルサーバー）", "the right to read the files", "local folders and mounted shares"},
		{"s3", "Amazon S3 と S3 互換ストレージ", "a read-only role or user of each account", "all buckets of all accounts, with exposure, tags and the MFA of IAM users"},
		{"gdrive", "Google ドライブ（Google Workspace）", "a service account with domain-wide delegation, or one user's consent", "every user's own files and all shared drives, with exposure, departments and the MFA of users"},
		{"onedrive", "OneDrive と SharePoint（Microsoft 365）", "an app registration with read-only application permissions, or one person's sign-in", "every account's OneDrive and every site's libraries, with exposure, departments and MFA; only what changed from the second scan on"},
	}
}
