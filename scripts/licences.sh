#!/bin/sh
# Licences and sources of every crate, by deny.toml: with cargo-deny where it is installed, else
# with a small check of the same list (building cargo-deny takes longer than all our tests).
# Known vulnerabilities need a list from outside the registries: `cargo deny check advisories`.
set -eu
cd "$(dirname "$0")/.."
if command -v cargo-deny >/dev/null 2>&1; then
  exec cargo deny --locked --all-features check licenses bans sources
fi
exec node scripts/licences.mjs
