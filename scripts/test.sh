#!/usr/bin/env bash
# Runs the tests: all of them, or only those in the browser (`test.sh e2e`).
# Starts what they need, stops it whatever happens, and ends with one line of
# counts over all suites. With CI=true a skipped test is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-all}

# A Neo4j of somebody else is never touched: tests wipe what they find.
unset NEO4J_URI NEO4J_USERNAME NEO4J_PASSWORD NEO4J_PASSWORD_FILE NEO4J_DATABASE
work=$(mktemp -d)
demo=""
passed=0 failed=0 skipped=0

cleanup() {
  if [ -n "$demo" ]; then stop_demo; fi
  if [ -x bin/entente ]; then bin/entente db stop --data "$work/db" >/dev/null 2>&1 || true; fi
  rm -rf "$work"
}

# stop_demo asks the demo to end, as Ctrl-C does, and insists after a minute.
stop_demo() {
  kill "$demo" 2>/dev/null || true
  for _ in $(seq 300); do
    kill -0 "$demo" 2>/dev/null || break
    sleep 0.2
  done
  kill -9 "$demo" 2>/dev/null || true
  demo=""
}

die() {
  echo "$*" >&2
  exit 1
}

# count STATUS COUNTS: adds a suite's "passed failed skipped". A suite that
# failed without a failed test, or that left no report, counts as one failure.
count() {
  local p=0 f=0 s=0
  read -r p f s <<<"$2" || true
  if [ "$1" != 0 ] && [ "${f:-0}" = 0 ]; then f=1; fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-0})) skipped=$((skipped + ${s:-0}))
}

require() {
  command -v go >/dev/null || die "The tests need Go; see go.mod for the version."
  command -v node >/dev/null && command -v npm >/dev/null || die "The tests need Node.js 20.19 or newer, with npm."
  [ "$what" = e2e ] || command -v "$(go env CC)" >/dev/null || die "The race detector needs a C compiler: install gcc or clang."
  require_chromium
}

require_chromium() {
  for browser in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    if [ -n "$browser" ] && command -v "$browser" >/dev/null; then
      CHROMIUM=$(command -v "$browser")
      export CHROMIUM
      return
    fi
  done
  if [ "${1:-}" != installed ] && install_chromium; then
    require_chromium installed
    return
  fi
  die "The browser tests need Chromium, which is not here and could not be installed. Install it, or name its program in CHROMIUM."
}

install_chromium() {
  local root=()
  command -v apt-get >/dev/null || return 1
  [ "$(id -u)" = 0 ] || { root=(sudo -n); sudo -n true 2>/dev/null || return 1; }
  echo "installing Chromium by apt-get"
  "${root[@]}" apt-get update -qq && "${root[@]}" apt-get install -y -qq --no-install-recommends chromium >/dev/null
}

# field NAME FILE: one value out of a flat JSON object.
field() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[2]))[process.argv[1]]' "$1" "$2"; }

go_tests() {
  echo "== Go, with the race detector, on a real Neo4j"
  bin/entente db start --data "$work/db" --json >"$work/db.json"
  ENTENTE_TEST_NEO4J_URI=$(field uri "$work/db.json")
  ENTENTE_TEST_NEO4J_USERNAME=$(field user "$work/db.json")
  ENTENTE_TEST_NEO4J_PASSWORD=$(cat "$(field password_file "$work/db.json")")
  export ENTENTE_TEST_NEO4J_URI ENTENTE_TEST_NEO4J_USERNAME ENTENTE_TEST_NEO4J_PASSWORD
  local status=0
  go test -race -timeout 20m -json ./... 2>&1 | node scripts/report.mjs go "$work/go" || status=1
  bin/entente db stop --data "$work/db" >/dev/null
  count "$status" "$(cat "$work/go" || true)"
  echo "== The network without AVX2"
  status=0
  go test -tags purego -json ./loader/syntax/network ./loader/syntax/matrix 2>&1 | node scripts/report.mjs go "$work/purego" || status=1
  count "$status" "$(cat "$work/purego" || true)"
}

unit_tests() {
  echo "== The browser's units"
  local status=0
  (cd web/ui && npx vitest run --reporter=default --reporter=json --outputFile.json="$work/unit.json") || status=1
  count "$status" "$(node scripts/report.mjs vitest "$work/unit.json" || true)"
}

browser_tests() {
  echo "== Chromium, against a demo of its own"
  bin/entente demo --data "$work/demo" --listen 127.0.0.1:0 --no-browser >"$work/demo.out" 2>"$work/demo.err" &
  demo=$!
  until ENTENTE_URL=$(sed -n 's/^listening on //p' "$work/demo.out") && [ -n "$ENTENTE_URL" ]; do
    kill -0 "$demo" 2>/dev/null || die "The demo did not start: $(cat "$work/demo.out" "$work/demo.err")"
    sleep 0.2
  done
  export ENTENTE_URL
  local status=0
  (cd web/ui && PLAYWRIGHT_JSON_OUTPUT_NAME="$work/e2e.json" npx playwright test --reporter=list,json) || status=1
  count "$status" "$(node scripts/report.mjs playwright "$work/e2e.json" || true)"
}

trap cleanup EXIT
trap 'exit 130' INT TERM
require
make --no-print-directory build web/ui/node_modules
if [ "$what" = all ]; then
  go_tests
  unit_tests
fi
browser_tests

echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ] || exit 1
[ "${CI:-}" != true ] || [ "$skipped" = 0 ] || die "With CI=true a skipped test is a failure."
