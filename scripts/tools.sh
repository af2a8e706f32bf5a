#!/bin/sh
# Checks that Rust and Node are there and new enough. scripts/tools.sh [node]
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)

at_least() { # at_least HAVE WANT: compares dotted numbers
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)" = "$2" ]
}

want=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' "$here/Cargo.toml")
if ! command -v cargo >/dev/null 2>&1 || ! command -v rustc >/dev/null 2>&1; then
  echo "Rust $want or newer is needed: https://rustup.rs" >&2
  exit 1
fi
have=$(rustc --version | cut -d' ' -f2)
at_least "$have" "$want" || { echo "Rust $want or newer is needed, here is $have: rustup update stable" >&2; exit 1; }

[ "${1:-}" = node ] || exit 0
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "Node 20 or newer, with npm, is needed: https://nodejs.org" >&2
  exit 1
fi
have=$(node --version | tr -d v)
at_least "$have" 20.19 || { echo "Node 20.19 or newer is needed, here is $have." >&2; exit 1; }
