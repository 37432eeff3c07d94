package graph

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	kiota "github.com/microsoft/kiota-abstractions-go"
)

// Links are where a collection goes on.
type Links struct {
	Next  string // the next page
	Delta string // what changes from here on; on the last page of a change feed
}

// errShape says that an answer is no collection.
var errShape = errors.New("the answer is no collection")

// page reads one page, element by element: a page of a thousand items is never
// held whole. The links may stand before the elements or behind them.
func page[T any](r io.Reader, each func(*T) error) (Links, error) {
	var links Links
	d := json.NewDecoder(r)
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return links, fmt.Errorf("%w: %w", errShape, errors.Join(err))
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return links, err
		}
		switch key {
		case "@odata.nextLink":
			err = d.Decode(&links.Next)
		case "@odata.deltaLink":
			err = d.Decode(&links.Delta)
		case "value":
			err = elements(d, each)
		default:
			var other json.RawMessage
			err = d.Decode(&other)
		}
		if err != nil {
			return links, err
		}
	}
	_, err := d.Token()
	return links, err
}

func elements[T any](d *json.Decoder, each func(*T) error) error {
	if t, err := d.Token(); err != nil || t != json.Delim('[') {
		return fmt.Errorf("%w: %w", errShape, errors.Join(err))
	}
	for d.More() {
		var v T
		if err := d.Decode(&v); err != nil {
			return err
		}
		if err := each(&v); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// all reads every page of a collection. An empty page is no end: only the
// missing link is.
func all[T any](ctx context.Context, c *Client, ri *kiota.RequestInformation, err error, each func(*T) error) error {
	for err == nil {
		var links Links
		err = c.send(ctx, ri, func(r io.Reader) (err error) {
			links, err = page(r, each)
			return err
		})
		if err != nil || links.Next == "" {
			return err
		}
		ri = c.at(links.Next)
	}
	return err
}

// Leads reports whether an address that was kept leads to this client's Graph.
func (c *Client) Leads(link string) bool { return strings.HasPrefix(link, c.base["baseurl"]+"/") }

// at builds a request for an address that an answer gave.
func (c *Client) at(link string) *kiota.RequestInformation {
	ri := kiota.NewRequestInformationWithMethodAndUrlTemplateAndPathParameters(kiota.GET, "{+baseurl}",
		map[string]string{"request-raw-url": link})
	ri.Headers.TryAdd("Accept", "application/json")
	return ri
}
