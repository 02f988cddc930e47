// Package store keeps the graph in Neo4j. It is the only package that speaks
// to the database.
//
// What enters are parcels (an article with its entities and statements) and
// questions in the types of package graph; what leaves are replies in the same
// types, each with the Cypher that answered it. Statements are the truth;
// aggregated edges and the counts on entities are derived from them in the
// same transaction, and Rebuild makes them anew.
//
// A question is a .cypher file beside a .go file of the same name. Cypher is
// never put together from strings; the one exception is save_edges.cypher, a
// template whose only blank is a relation of the closed list.
//
// Errors are *graph.Error: Unavailable, Unauthorized, NoSpace, Timeout,
// TooLarge, NotFound and Invalid say what to change; Internal is a defect.
package store
