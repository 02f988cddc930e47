#!/usr/bin/env bash
# Runs the tests: all of them, or only those in the browser (`test.sh e2e`).
# Starts what they need, stops it whatever happens, and ends with one line of
# counts. With CI=true a skipped test is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
demo=""
cleanup() {
  if [ -n "$demo" ]; then kill "$demo" 2>/dev/null && wait "$demo" || true; fi
  if [ -x bin/entente ]; then bin/entente db stop --data "$work/db" >/dev/null 2>&1 || true; fi
  rm -rf "$work"
}
trap cleanup EXIT

passed=0 failed=0 skipped=0
add() { passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3)); }

# json FILE EXPRESSION: a number out of a JSON report.
json() { node -e 'const r = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8")); console.log(eval(process.argv[2]) ?? 0)' "$1" "$2"; }

# events FILE ACTION: how many tests of `go test -json` ended so.
events() { grep "\"Action\":\"$2\"" "$1" | grep -c '"Test":' || true; }

require_chromium() {
  for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null; then
      CHROMIUM=$(command -v "$browser")
      export CHROMIUM
      return
    fi
  done
  if [ "${1:-}" != installed ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing Chromium by apt-get"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null
    require_chromium installed
    return
  fi
  echo "The browser tests need Chromium: install it, or name it in CHROMIUM." >&2
  exit 1
}

go_tests() {
  bin/entente db start --data "$work/db" --json >"$work/db.json"
  ENTENTE_TEST_NEO4J_URI=$(json "$work/db.json" r.uri)
  ENTENTE_TEST_NEO4J_USERNAME=$(json "$work/db.json" r.user)
  ENTENTE_TEST_NEO4J_PASSWORD=$(cat "$(json "$work/db.json" r.password_file)")
  export ENTENTE_TEST_NEO4J_URI ENTENTE_TEST_NEO4J_USERNAME ENTENTE_TEST_NEO4J_PASSWORD
  go test -race -timeout 20m -json ./... >"$work/go.json" 2>"$work/go.err" || true
  bin/entente db stop --data "$work/db"
  cat "$work/go.err" >&2
  node scripts/gotest.mjs "$work/go.json"
  add "$(events "$work/go.json" pass)" "$(($(events "$work/go.json" fail) + $(grep -c '"Action":"build-fail"' "$work/go.json" || true)))" "$(events "$work/go.json" skip)"
}

unit_tests() {
  (cd web/ui && npx vitest run --reporter=default --reporter=json --outputFile.json="$work/unit.json") || true
  add "$(json "$work/unit.json" r.numPassedTests)" \
    "$(json "$work/unit.json" "Math.max(r.numFailedTests, r.numFailedTestSuites)")" "$(json "$work/unit.json" r.numPendingTests)"
}

browser_tests() {
  bin/entente demo --data "$work/demo" --listen 127.0.0.1:0 --no-browser >"$work/demo.out" 2>"$work/demo.err" &
  demo=$!
  until ENTENTE_URL=$(sed -n 's/^listening on //p' "$work/demo.out") && [ -n "$ENTENTE_URL" ]; do
    if ! kill -0 "$demo" 2>/dev/null; then cat "$work/demo.out" "$work/demo.err" >&2; exit 1; fi
    sleep 0.2
  done
  export ENTENTE_URL
  (cd web/ui && PLAYWRIGHT_JSON_OUTPUT_NAME="$work/e2e.json" npx playwright test --reporter=list,json) || true
  add "$(json "$work/e2e.json" r.stats.expected)" \
    "$(json "$work/e2e.json" "r.stats.unexpected + r.stats.flaky + r.errors.length")" "$(json "$work/e2e.json" r.stats.skipped)"
}

require_chromium
make --no-print-directory build web/ui/node_modules
if [ "${1:-all}" = all ]; then
  go_tests
  unit_tests
fi
browser_tests

echo "$passed passed, $failed failed, $skipped skipped"
if [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; then exit 1; fi
if [ "${CI:-}" = true ] && [ "$skipped" -gt 0 ]; then exit 1; fi
