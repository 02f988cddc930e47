// Package web is the HTTP door of Entente: the API, its description, and the
// browser's files.
//
// What enters are a store, the queue of loads and a sample corpus, and HTTP
// requests. What leaves are the values of package graph as JSON, problems
// (RFC 9457) where something is wrong, server-sent events of loads, and the
// files of the browser, which are embedded. No reply makes a browser ask
// another host for anything, and article text leaves as data only.
//
// Every route stands in one function (routes.go), every error in one table
// (problem.go). Handlers take plain inputs and return plain outputs; only the
// middleware knows Echo.
package web
