// Package queue carries articles from the loader that publishes them to
// workers on any machine, by a work queue of NATS JetStream.
//
// What enters Publish are messages: articles, each with the load it belongs to
// and its item there. What leaves Take are deliveries of them, each of which
// some worker holds until it says Done. DESIGN.md argues the choices.
package queue
