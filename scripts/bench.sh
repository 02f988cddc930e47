#!/usr/bin/env bash
# Runs every Go benchmark, on a Neo4j of its own, then reads the same news with
# Entente and with spaCy, in turns and each on one core; `bench.sh words` does
# only that. DATA names the folder with the news. Compare figures of one run
# only: machines differ, and so does one machine from hour to hour.
set -euo pipefail
cd "$(dirname "$0")/.."
DATA=$(cd "${DATA:-../shared/data}" 2>/dev/null && pwd) || DATA=""
export DATA
articles=2000
rounds=2

entente_speed() {
  GOMAXPROCS=1 go test -run '^$' -bench '^BenchmarkAnalyze$/^news$' -benchtime 1x ./loader/quality |
    awk '/words\/s/ { for (i = 2; i <= NF; i++) if ($i == "words/s") print $(i - 1) }'
}

# spacy_speed pins the libraries under spaCy to one thread, too.
spacy_speed() {
  OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 \
    "$python" scripts/speed.py "$news" "$articles" | awk '{ printf "%.0f\n", $1 / $2 }'
}

best() { sort -n | tail -n 1; }

[ "${1:-}" = words ] || go test -run '^$' -bench . -benchmem -timeout 30m ./...

news=$DATA/news/reuters21578.jsonl.gz
python=$(scripts/spacy.sh where)
if [ ! -f "$news" ]; then
  echo "words/s: no news to read; name the data folder, as in \`make bench DATA=DIR\`"
  exit
fi
if [ ! -x "$python" ]; then
  echo "words/s: entente $(entente_speed); to compare it with spaCy, run scripts/spacy.sh first"
  exit
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for _ in $(seq $rounds); do
  entente_speed >>"$work/entente"
  spacy_speed >>"$work/spacy"
done
ours=$(best <"$work/entente") theirs=$(best <"$work/spacy")
echo "words/s: entente $ours, spaCy $theirs, ratio $(awk "BEGIN { printf \"%.1f\", $ours / $theirs }")"
