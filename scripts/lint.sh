#!/usr/bin/env bash
# Checks what a machine can: Go with its import arrows, TypeScript, go.mod, the
# length of files, and that web/dist is what web/ui builds.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== Go"
bin/golangci-lint run --allow-serial-runners
go mod tidy -diff

echo "== TypeScript"
(cd web/ui && npm run --silent lint)

echo "== web/dist"
(cd web/ui && npm run --silent build -- --outDir "$work/dist" --logLevel warn)
diff -r "$work/dist" web/dist || {
  echo "web/dist is not what web/ui builds; run \`make ui\` and commit it." >&2
  exit 1
}

echo "== Files of more than 500 lines"
# Hand-written ones; what programs wrote is listed as generated in .gitattributes.
long=$(git ls-files -co --exclude-standard -- '*.go' '*.ts' '*.tsx' '*.css' '*.cypher' '*.sh' '*.mjs' |
  while read -r file; do
    [ -f "$file" ] || continue
    [ "$(git check-attr linguist-generated -- "$file" | sed 's/.*: //')" = unspecified ] || continue
    lines=$(wc -l <"$file")
    if [ "$lines" -gt 500 ]; then echo "$file: $lines"; fi
  done)
[ -z "$long" ] || { echo "$long" >&2; exit 1; }
