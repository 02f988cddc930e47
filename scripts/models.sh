#!/usr/bin/env bash
# Trains the syntax model anew, from DATA, into loader/syntax/model. Needs
# Python 3.11 and about 8 GB of disk for PyTorch; takes about an hour and a half
# on two cores.
set -euo pipefail
cd "$(dirname "$0")/.."
data=${1:?usage: models.sh DATA, a folder with ud/, silver/ and news/}
[ -d "$data/ud" ] && [ -d "$data/silver" ] && [ -d "$data/news" ] || {
  echo "$data has no ud, silver and news; loader/syntax/MODEL.md says what they hold." >&2
  exit 1
}
home=${XDG_CACHE_HOME:-$HOME/.cache}/entente/train
[ -x "$home/bin/python" ] || python3 -m venv "$home"
"$home/bin/pip" install --quiet --disable-pip-version-check -r loader/syntax/train/requirements.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$home/bin/python" loader/syntax/train/train.py "$data" "$work"
"$home/bin/python" loader/syntax/train/export.py "$work/checkpoint.pt" "$data" loader/syntax/model loader/syntax/network/testdata
