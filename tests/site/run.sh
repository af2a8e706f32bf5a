#!/bin/sh
# The demo newsroom's site under other people's checkers: once as a folder that is opened
# from disk, once for an address, by way of Markdown files and back.
set -eu
cd "$(dirname "$0")/../.."
stet="${CARGO_TARGET_DIR:-target}/debug/stet"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$stet" demo "$work/room"
"$stet" export --newsroom "$work/room" --out "$work/site"
node tests/site/check.mjs "$work/site"

"$stet" export --newsroom "$work/room" --out "$work/files" --as markdown
"$stet" init "$work/copy" --title "Calder Star" --zone Asia/Kolkata --address https://www.calder-star.example --full-feeds --ninjs
"$stet" import --newsroom "$work/copy" "$work/files"
"$stet" dress --newsroom "$work/copy" --accent "#0b5394" --paper white --headlines sans --text slab --footer "Printed *daily*." \
  --social "Mastodon=https://social.example/@star" --logo "$work/site/pictures/"*-logo.png
lead=$(ls -S "$work/files/pictures/"*.jpg | head -n 1)
node tests/site/more.mjs "$work/more" "$lead"
"$stet" import --newsroom "$work/copy" "$work/more"
"$stet" export --newsroom "$work/copy" --out "$work/public"
node tests/site/check.mjs "$work/public" every-kind

# Text that would be markup or script if it could: ours by kind, and a public list of thousands.
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --require-hashes -r tests/site/vectors/list.txt
"$work/venv/bin/python" tests/site/vectors/list.py "$work/list.json" >"$work/list.log"
node tests/site/vectors/check.mjs "$stet" "$work/list.json"
echo "3 passed, 0 failed"
