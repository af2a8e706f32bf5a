#!/bin/sh
# Each reader of copy against broken files, for so many minutes; the first crash ends it. The
# address sanitizer asks for an option that the stable compiler keeps back: hence the bootstrap.
set -eu
cd "$(dirname "$0")/.."
minutes=${1:-10}
command -v cargo-fuzz >/dev/null || { echo "cargo-fuzz is missing: cargo install --locked cargo-fuzz" >&2; exit 1; }
cd fuzz
for target in ${TARGETS:-text markdown html rtf odt docx wxr ghost}; do
  echo "== $target, $minutes min"
  mkdir -p "corpus/$target"
  case $target in
    text | markdown) seeds=seeds/$target ;;
    wxr | ghost) seeds=../tests/fixtures/archives ;;
    *) seeds=../tests/fixtures/copy ;;
  esac
  RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir . "$target" "corpus/$target" "$seeds" -- \
    -max_total_time=$((minutes * 60)) -timeout=20 -rss_limit_mb=2048 -max_len=200000 -print_final_stats=1
done
