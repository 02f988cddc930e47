// Package graph is the language of Entente: the values that travel between a
// text, the database and the screen.
//
// What enters is nothing but plain data; what leaves are articles, entities,
// statements, aggregated edges, questions with their checks, and errors with a
// code. The package imports the standard library only, does no I/O, and keeps
// no state, so that every other package can speak it.
//
// Offsets and lengths are counted in Unicode code points of the normalized
// article text, half open: [start, end).
package graph
