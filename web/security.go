package web

import (
	"net"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"entente/graph"
)

// contentSecurityPolicy lets a page load from this server and nothing else.
// Styles may stand inline because the component library writes them so;
// workers may start from a blob because the layout's worker does.
const contentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; " +
	"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; " +
	"manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

var headers = map[string]string{
	"Content-Security-Policy":      contentSecurityPolicy,
	"X-Content-Type-Options":       "nosniff",
	"X-Frame-Options":              "DENY",
	"Referrer-Policy":              "no-referrer",
	"Permissions-Policy":           "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
	"Cross-Origin-Opener-Policy":   "same-origin",
	"Cross-Origin-Resource-Policy": "same-origin",
	"Cache-Control":                "no-store", // what may be kept says so itself
}

func secureHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		for name, value := range headers {
			c.Response().Header().Set(name, value)
		}
		return next(c)
	}
}

// checkHost refuses names that this server does not go by. A page of another
// site can point its own name at this machine (DNS rebinding) but cannot make
// the browser send another name; and an address is no name.
func (s *Server) checkHost(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		if !s.knows(c.Request().Host) {
			return graph.Errorf(graph.Refused, "this server does not go by the name %q; call it localhost or by its address, or start it with that name", short(c.Request().Host))
		}
		return next(c)
	}
}

func (s *Server) knows(hostport string) bool {
	host := hostport
	if name, _, err := net.SplitHostPort(hostport); err == nil {
		host = name
	}
	host = strings.TrimSuffix(strings.Trim(host, "[]"), ".")
	if net.ParseIP(host) != nil || strings.EqualFold(host, "localhost") || strings.HasSuffix(strings.ToLower(host), ".localhost") {
		return true
	}
	for _, known := range s.config.Hosts {
		if strings.EqualFold(host, known) {
			return true
		}
	}
	return false
}

// sameSite is the check of the standard library on Sec-Fetch-Site and Origin.
var sameSite = http.NewCrossOriginProtection()

// checkSite refuses what pages of other sites make a browser send: everything
// that could change something, and every call of the API. Programs that are no
// browsers say nothing of sites and pass.
func checkSite(next echo.HandlerFunc) echo.HandlerFunc {
	refused := graph.Errorf(graph.Refused, "a page of another site must not call this server")
	return func(c echo.Context) error {
		r := c.Request()
		if sameSite.Check(r) != nil {
			return refused
		}
		site, mode := r.Header.Get("Sec-Fetch-Site"), r.Header.Get("Sec-Fetch-Mode")
		if isAPI(r.URL.Path) && (site == "cross-site" || site == "same-site") && mode != "navigate" {
			return refused
		}
		return next(c)
	}
}
