package graph

import (
	"context"
	"io"

	kiota "github.com/microsoft/kiota-abstractions-go"
	"github.com/microsoftgraph/msgraph-sdk-go/drives"
	"github.com/microsoftgraph/msgraph-sdk-go/reports"
)

// Units are what kinds of requests cost of the quota
// (https://learn.microsoft.com/sharepoint/dev/general-development/how-to-avoid-getting-throttled-or-blocked-in-sharepoint-online).
const (
	UnitsOne         = 1 // one item, a page of a change feed that has begun, contents
	UnitsMany        = 2 // a page of a collection
	UnitsPermissions = 5
)

// mostListed is how many elements are asked for in a page.
const (
	mostListed int32 = 999
	mostItems  int32 = 1000
)

// preferences are how a change feed is wanted: sharing told where it begins
// (the items below inherit it), changes of sharing alone, deletions as such.
// They have to be sent with every page: the links do not hold them.
const preferences = "hierarchicalsharing, deltashowsharingchanges, deltashowremovedasdeleted, deltatraversepermissiongaps"

// Delta reads one page of a drive's change feed: from its beginning where link
// is empty, else where a page before led to.
func (c *Client) Delta(ctx context.Context, drive, link string, each func(*Item) error) (Links, error) {
	headers := kiota.NewRequestHeaders()
	headers.Add("Prefer", preferences)
	builder := c.item(drive, "root").Delta()
	config := &drives.ItemItemsItemDeltaRequestBuilderGetRequestConfiguration{Headers: headers}
	if link != "" {
		builder = builder.WithUrl(link)
	} else {
		top := mostItems
		config.QueryParameters = &drives.ItemItemsItemDeltaRequestBuilderGetQueryParameters{Select: selected, Top: &top}
	}
	ri, err := builder.ToGetRequestInformation(ctx, config)
	if err != nil {
		return Links{}, err
	}
	var links Links
	err = c.send(ctx, ri, func(r io.Reader) (err error) {
		links, err = page(r, each)
		return err
	})
	return links, err
}

func (c *Client) drive(id string) *drives.DriveItemRequestBuilder {
	return drives.NewDrivesRequestBuilderInternal(c.base, c.adapter).ByDriveId(id)
}

func (c *Client) item(drive, id string) *drives.ItemItemsDriveItemItemRequestBuilder {
	return c.drive(drive).Items().ByDriveItemId(id)
}

// Item asks for the named properties of an item.
func (c *Client) Item(ctx context.Context, drive, id string, properties ...string) (Item, error) {
	ri, err := c.item(drive, id).ToGetRequestInformation(ctx, &drives.ItemItemsDriveItemItemRequestBuilderGetRequestConfiguration{
		QueryParameters: &drives.ItemItemsDriveItemItemRequestBuilderGetQueryParameters{Select: properties},
	})
	var it Item
	return it, c.get(ctx, ri, err, &it)
}

// Children are the items in a folder or package.
func (c *Client) Children(ctx context.Context, drive, id string, each func(*Item) error) error {
	top := mostItems
	ri, err := c.item(drive, id).Children().ToGetRequestInformation(ctx, &drives.ItemItemsItemChildrenRequestBuilderGetRequestConfiguration{
		QueryParameters: &drives.ItemItemsItemChildrenRequestBuilderGetQueryParameters{Select: selected, Top: &top},
	})
	return all(ctx, c, ri, err, each)
}

// Permissions are all that give access to an item, inherited ones included.
func (c *Client) Permissions(ctx context.Context, drive, id string) ([]Permission, error) {
	ri, err := c.item(drive, id).Permissions().ToGetRequestInformation(ctx, nil)
	var out []Permission
	err = all(ctx, c, ri, err, func(p *Permission) error { out = append(out, *p); return nil })
	return out, err
}

// Drive asks for a drive by its ID.
func (c *Client) Drive(ctx context.Context, id string) (Drive, error) {
	ri, err := c.drive(id).ToGetRequestInformation(ctx, &drives.DriveItemRequestBuilderGetRequestConfiguration{
		QueryParameters: &drives.DriveItemRequestBuilderGetQueryParameters{Select: ofDrives},
	})
	var d Drive
	return d, c.get(ctx, ri, err, &d)
}

var ofDrives = []string{"id", "name", "driveType", "webUrl", "owner", "sharePointIds"}

// DriveOf is a user's OneDrive: ErrGone where the user has none. "me" is who
// signed in.
func (c *Client) DriveOf(ctx context.Context, user string) (Drive, error) {
	ri := c.path("/users/{user}/drive{?%24select}", map[string]any{"user": user, "%24select": ofDrives})
	if user == "me" {
		ri = c.path("/me/drive{?%24select}", map[string]any{"%24select": ofDrives})
	}
	var d Drive
	return d, c.get(ctx, ri, nil, &d)
}

// Users are all accounts of the directory.
func (c *Client) Users(ctx context.Context, each func(*User) error) error {
	return all(ctx, c, c.path("/users{?%24select,%24top}", map[string]any{"%24select": ofUsers, "%24top": mostListed}), nil, each)
}

var ofUsers = []string{"id", "userPrincipalName", "displayName", "mail", "department", "userType"}

// Me is who signed in.
func (c *Client) Me(ctx context.Context) (User, error) {
	var u User
	return u, c.get(ctx, c.path("/me{?%24select}", map[string]any{"%24select": ofUsers}), nil, &u)
}

// GroupOwners are the owners of a Microsoft 365 group, such as a team.
func (c *Client) GroupOwners(ctx context.Context, group string) ([]User, error) {
	return c.people(ctx, "/groups/{group}/owners{?%24select}", group)
}

// GroupMembers are the members of a group, those of groups in it included.
func (c *Client) GroupMembers(ctx context.Context, group string) ([]User, error) {
	return c.people(ctx, "/groups/{group}/transitiveMembers{?%24select,%24top}", group)
}

func (c *Client) people(ctx context.Context, template, group string) ([]User, error) {
	var out []User
	ri := c.path(template, map[string]any{"group": group, "%24select": ofUsers, "%24top": mostListed})
	err := all(ctx, c, ri, nil, func(u *User) error { out = append(out, *u); return nil })
	return out, err
}

// Sites are all sites of the tenant, personal ones included.
func (c *Client) Sites(ctx context.Context, each func(*Site) error) error {
	return all(ctx, c, c.path("/sites/getAllSites(){?%24select,%24top}", map[string]any{"%24select": ofSites, "%24top": mostListed}), nil, each)
}

// SitesBelow are the sites right below a site.
func (c *Client) SitesBelow(ctx context.Context, site string, each func(*Site) error) error {
	return all(ctx, c, c.path("/sites/{site}/sites{?%24select}", map[string]any{"site": site, "%24select": ofSites}), nil, each)
}

// Site asks for a site by its ID.
func (c *Client) Site(ctx context.Context, id string) (Site, error) {
	var s Site
	return s, c.get(ctx, c.path("/sites/{site}{?%24select}", map[string]any{"site": id, "%24select": ofSites}), nil, &s)
}

var ofSites = []string{"id", "displayName", "webUrl", "isPersonalSite"}

// DrivesOf are the libraries of a site.
func (c *Client) DrivesOf(ctx context.Context, site string) ([]Drive, error) {
	var out []Drive
	ri := c.path("/sites/{site}/drives{?%24select}", map[string]any{"site": site, "%24select": ofDrives})
	err := all(ctx, c, ri, nil, func(d *Drive) error { out = append(out, *d); return nil })
	return out, err
}

// Registrations tell by which methods users can sign in.
func (c *Client) Registrations(ctx context.Context, each func(*Registration) error) error {
	ri, err := reports.NewReportsRequestBuilderInternal(c.base, c.adapter).AuthenticationMethods().UserRegistrationDetails().
		ToGetRequestInformation(ctx, nil)
	return all(ctx, c, ri, err, each)
}
