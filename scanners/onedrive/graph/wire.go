package graph

import "time"

// Item is what is asked of a drive item
// (https://learn.microsoft.com/graph/api/resources/driveitem).
type Item struct {
	ID       string    `json:"id"`
	Name     string    `json:"name"`
	ETag     string    `json:"eTag"`
	CTag     string    `json:"cTag"`
	Size     int64     `json:"size"`
	Link     string    `json:"webUrl"`
	Modified time.Time `json:"lastModifiedDateTime"`
	Parent   Place     `json:"parentReference"`
	By       *By       `json:"lastModifiedBy"`

	File    *File    `json:"file"`
	Folder  *Facet   `json:"folder"`
	Package *Package `json:"package"`
	Root    *Facet   `json:"root"`
	Deleted *Facet   `json:"deleted"`
	Malware *Facet   `json:"malware"`
	Remote  *Facet   `json:"remoteItem"`
	Shared  *Shared  `json:"shared"`

	// Contents may be read here for some minutes, without any credential.
	Contents string `json:"@microsoft.graph.downloadUrl"`
}

// selected are the properties of Item that a listing asks for.
var selected = []string{"id", "name", "eTag", "cTag", "size", "webUrl", "lastModifiedDateTime", "parentReference",
	"file", "folder", "package", "root", "deleted", "malware", "remoteItem", "shared"}

// Facet says by being there.
type Facet struct{}

// Place is where an item lies.
type Place struct {
	Drive string `json:"driveId"`
	ID    string `json:"id"`
	Path  string `json:"path"`
}

// File is an item with contents.
type File struct {
	Media  string `json:"mimeType"`
	Hashes struct {
		QuickXor string `json:"quickXorHash"`
	} `json:"hashes"`
}

// Package is an item that an application keeps as one, such as "oneNote".
type Package struct {
	Type string `json:"type"`
}

// Shared says how far an item of its own sharing is shared: "anonymous",
// "organization", "users", or "" where its sharing was taken away.
type Shared struct {
	Scope string `json:"scope"`
}

// By is who did something.
type By struct {
	User  *Identity `json:"user"`
	Group *Identity `json:"group"`
}

// Identity is a user, a group, or a group or user of a SharePoint site.
type Identity struct {
	ID    string `json:"id"`
	Name  string `json:"displayName"`
	Email string `json:"email"`
	Login string `json:"loginName"` // of siteUser and siteGroup
}

// Drive is a OneDrive or a library of a SharePoint site.
type Drive struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Type  string `json:"driveType"` // "business", "documentLibrary", "personal"
	Link  string `json:"webUrl"`
	Owner *By    `json:"owner"`

	SharePoint struct {
		Site string `json:"siteId"`
		Web  string `json:"webId"`
	} `json:"sharePointIds"`

	Site string `json:"-"` // name of the site of a library, for those who know it
}

// User is an account of the directory.
type User struct {
	ID         string `json:"id"`
	Principal  string `json:"userPrincipalName"`
	Name       string `json:"displayName"`
	Mail       string `json:"mail"`
	Department string `json:"department"`
	Type       string `json:"userType"` // "Member", "Guest"
}

// Site is a site of SharePoint.
type Site struct {
	ID       string `json:"id"`
	Name     string `json:"displayName"`
	Link     string `json:"webUrl"`
	Personal bool   `json:"isPersonalSite"`
}

// Permission gives somebody access to an item
// (https://learn.microsoft.com/graph/api/resources/permission).
type Permission struct {
	ID         string       `json:"id"`
	Roles      []string     `json:"roles"`
	Expires    *time.Time   `json:"expirationDateTime"`
	Password   bool         `json:"hasPassword"`
	Link       *Link        `json:"link"`
	To         *Identities  `json:"grantedToV2"`
	ToAll      []Identities `json:"grantedToIdentitiesV2"`
	Invitation *Invitation  `json:"invitation"`
	From       *Place       `json:"inheritedFrom"`
}

// Link is a sharing link.
type Link struct {
	Scope string `json:"scope"` // "anonymous", "organization", "users", "existingAccess"
	Type  string `json:"type"`  // "view", "edit", …
}

// Invitation was sent to somebody who may be outside.
type Invitation struct {
	Email  string `json:"email"`
	SignIn bool   `json:"signInRequired"`
}

// Identities name one grantee, each in one of these ways or in several.
type Identities struct {
	User      *Identity `json:"user"`
	Group     *Identity `json:"group"`
	SiteUser  *Identity `json:"siteUser"`
	SiteGroup *Identity `json:"siteGroup"`
}

// Registration is how a user can sign in
// (https://learn.microsoft.com/graph/api/resources/userregistrationdetails).
type Registration struct {
	ID      string    `json:"id"` // of the user
	MFA     bool      `json:"isMfaRegistered"`
	Capable bool      `json:"isMfaCapable"`
	Methods []string  `json:"methodsRegistered"`
	AsOf    time.Time `json:"lastUpdatedDateTime"`
}
