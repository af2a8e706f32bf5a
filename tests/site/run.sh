#!/bin/sh
# The demo newsroom's site under other people's checkers: once as a folder that is opened
# from disk, once for an address, by way of Markdown files and back.
set -eu
cd "$(dirname "$0")/../.."
stet="${CARGO_TARGET_DIR:-target}/debug/stet"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ -d tests/site/node_modules ] || (cd tests/site && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error)

"$stet" demo "$work/room"
"$stet" export --newsroom "$work/room" --out "$work/site"
node tests/site/check.mjs "$work/site"

"$stet" export --newsroom "$work/room" --out "$work/files" --as markdown
"$stet" init "$work/copy" --title "Calder Star" --zone Asia/Kolkata --address https://www.calder-star.example --full-feeds --ninjs
"$stet" import --newsroom "$work/copy" "$work/files"
"$stet" export --newsroom "$work/copy" --out "$work/public"
node tests/site/check.mjs "$work/public"
echo "2 passed, 0 failed"
