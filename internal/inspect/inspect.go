// Package inspect turns one item into one record. It is the only place where
// the text of a file exists.
package inspect
