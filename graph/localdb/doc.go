// Package localdb finds or assembles a local Neo4j, starts, watches and stops
// it.
//
// What enters is a folder (Options.Dir) and what the machine offers: an address
// in NEO4J_URI, a server that runs for that folder already, an installed
// Neo4j, Java with Maven, or Docker. What leaves is a Server: an address, a
// user and a password that answered.
//
// A managed server listens on loopback only, has a random password kept in the
// folder, and lives exactly as long as a process that holds it: a supervisor
// (this same executable, run again) stops it when the last holder is gone,
// however that holder ended. DESIGN.md argues why it is built so.
package localdb
