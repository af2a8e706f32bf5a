#!/bin/sh
# Takes the English dictionaries anew from their npm packages (docs/decisions/0035) and packs
# them for the program. Run by hand when they have a new version; look at the licence then.
set -eu
cd "$(dirname "$0")/../src-tauri/dictionaries"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for pair in en-gb@3.0.0:en-GB en@4.0.0:en-US en-au@3.0.0:en-AU en-ca@3.0.0:en-CA; do
  package=dictionary-${pair%%:*}
  (cd "$work" && rm -rf package && npm pack --silent "$package" >/dev/null && tar xzf ./*.tgz && rm ./*.tgz)
  zstd -19 -q -f "$work/package/index.dic" -o "${pair##*:}.dic.zst"
  cp "$work/package/index.aff" en.aff
  if [ "${pair##*:}" = en-GB ]; then cp "$work/package/license" LICENCE.txt; fi
done
