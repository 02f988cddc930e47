#!/usr/bin/env bash
# Runs each fuzz target of each package for the given time.
set -euo pipefail
cd "$(dirname "$0")/.."
time=${1:-1m}
for package in $(go list ./...); do
  targets=$(go test -list '^Fuzz' "$package" | grep '^Fuzz' || true)
  for target in $targets; do
    echo "== $package $target"
    go test -run '^$' -fuzz "^$target\$" -fuzztime "$time" -fuzzminimizetime 10x "$package"
  done
done
