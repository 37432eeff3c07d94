// Package policy says whether data may be where it is, how grave that is, and
// how a value is masked. What the data is, detectors say.
package policy
