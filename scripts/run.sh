#!/bin/sh
# Builds Stet and opens its window on the demo newsroom; with no display, does the same job
# without a window: the newsroom, its site, and where to find the first page.
set -eu
cd "$(dirname "$0")/.."
make=${MAKE:-make}
stet="${CARGO_TARGET_DIR:-target}/debug/stet"
# The folder that a plain `stet` opens too.
home="${XDG_DATA_HOME:-$HOME/.local/share}/stet"
newsroom="$home/newsroom"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
  scripts/packages.sh core window
  scripts/tools.sh node
  "$make" --no-print-directory ui
  cargo build --locked --bin stet
  [ -e "$newsroom/newsroom.sqlite" ] || "$stet" demo "$newsroom"
  echo "Opening the window on $newsroom"
  exec "$stet" --newsroom "$newsroom"
fi

echo "There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window:"
echo "making the demo newsroom and its site instead."
scripts/packages.sh core
scripts/tools.sh
cargo build --locked --no-default-features --bin stet
[ -e "$newsroom/newsroom.sqlite" ] || "$stet" demo "$newsroom"
"$stet" export --newsroom "$newsroom" --out "$home/site"
echo "The newsroom:   $newsroom"
echo "Its first page: $home/site/index.html"
