#!/bin/sh
# Installs the missing system packages of the named groups: scripts/packages.sh GROUP…
# Says what it does and why. Where there is no apt it prints what is needed and goes on.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
list="$here/packages.txt"

wanted() { # the lines "package reason" of the groups given
  for group in "$@"; do
    sed -n "s/^$group  *//p" "$list"
  done
}

if ! command -v dpkg-query >/dev/null 2>&1 || ! command -v apt-get >/dev/null 2>&1; then
  echo "This is not Debian or a system like it. These must be there, under the names they have here:"
  wanted "$@" | sed 's/^/  /'
  echo "Going on as if they were."
  exit 0
fi

missing=
while read -r package reason; do
  here=no
  for name in $(echo "$package" | tr '|' ' '); do
    state=$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null || true)
    [ "$state" != installed ] || here=yes
  done
  [ "$here" = no ] || continue
  [ -n "$missing" ] || echo "System packages to install:"
  printf '  %-26s %s\n' "${package%%|*}" "$reason"
  missing="$missing ${package%%|*}"
done <<LINES
$(wanted "$@")
LINES

[ -n "$missing" ] || exit 0

sudo=
if [ "$(id -u)" != 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "There is no sudo here. As root: apt-get install --no-install-recommends$missing" >&2
    exit 1
  fi
  sudo=sudo
  echo "This needs sudo, which may ask for your password."
fi

# shellcheck disable=SC2086 # a list of words on purpose
install() { $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
echo "Installing (this can take a few minutes) …"
# The package lists may be missing or old: fetch them and try again.
if ! install >"$log" 2>&1 && ! { $sudo apt-get update -q && install; } >"$log" 2>&1; then
  tail -20 "$log" >&2
  echo "The packages could not be installed. By hand: apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
echo "Installed."
