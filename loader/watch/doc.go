// Package watch keeps looking at folders and feeds, and hands over what arrives
// or changes there, gathered into few batches. It knows nothing of loading and
// of the database: what it hands over counts as loaded when the caller says so.
package watch
