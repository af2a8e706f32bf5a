#!/bin/sh
# Each reader of copy against broken files, for so many minutes; the first crash ends it. The
# address sanitizer asks for an option that the stable compiler keeps back: hence the bootstrap.
set -eu
cd "$(dirname "$0")/.."
minutes=${1:-10}
command -v cargo-fuzz >/dev/null || { echo "cargo-fuzz is missing: cargo install --locked cargo-fuzz" >&2; exit 1; }
command -v unzip >/dev/null || { echo "unzip is missing: install Debian's package unzip" >&2; exit 1; }
cd fuzz
for target in ${TARGETS:-text markdown html rtf odt odt_xml docx docx_xml wxr ghost handoff handoff_parts}; do
  echo "== $target, $minutes min"
  mkdir -p "corpus/$target"
  case $target in
    text | markdown) seeds=seeds/$target ;;
    wxr | ghost) seeds=../tests/fixtures/archives ;;
    handoff | handoff_parts) seeds=../tests/fixtures/handoff ;;
    docx_xml | odt_xml)
      seeds=corpus/$target-seeds
      part=content.xml
      [ "$target" = odt_xml ] || part=word/document.xml
      mkdir -p "$seeds"
      for whole in ../tests/fixtures/copy/*."${target%_xml}"; do
        unzip -p "$whole" $part >"$seeds/$(basename "$whole").xml"
      done ;;
    *) seeds=../tests/fixtures/copy ;;
  esac
  RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir . "$target" "corpus/$target" "$seeds" -- \
    -max_total_time=$((minutes * 60)) -timeout=20 -rss_limit_mb=2048 -max_len=200000 -print_final_stats=1
done
