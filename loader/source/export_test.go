package source

import (
	"net/netip"
	"time"
)

// FetchedFrom are options for servers of the tests' own: 127.0.0.1 stands for
// the internet, and who sends nothing for so long is given up.
func FetchedFrom(stall time.Duration) Options {
	return Options{web: limits{stall: stall, allowed: func(ip netip.Addr) bool { return ip.Unmap() == netip.MustParseAddr("127.0.0.1") }}}
}
