#!/usr/bin/env bash
# Runs every Go benchmark on a Neo4j of its own. Compare figures of one run
# only: machines differ, and so does one machine from hour to hour.
set -euo pipefail
cd "$(dirname "$0")/.."
go test -run '^$' -bench . -benchmem -timeout 30m ./...
