#!/bin/sh
# Installs the newest .deb in a folder for real, starts what it installed on a screen of its own,
# waits for its window, and removes it again: scripts/try-package.sh FOLDER. As root.
set -eu
deb=$(ls -t "${1:?folder with the .deb}"/*.deb | head -n 1)
package=$(dpkg-deb -f "$deb" Package)
if dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -q '^installed'; then
  echo "$package is installed here already: not touching it." >&2
  exit 1
fi

state=$(mktemp -d)
screen_pid= program_pid=
finish() {
  [ -z "$program_pid" ] || kill "$program_pid" 2>/dev/null || true
  [ -z "$screen_pid" ] || kill "$screen_pid" 2>/dev/null || true
  dpkg --purge "$package" >/dev/null 2>&1 || true
  rm -rf "$state"
}
trap finish EXIT

dpkg -i "$deb"
missing=$(ldd /usr/bin/stet | grep 'not found' || true)
[ -z "$missing" ] || { echo "Libraries are missing: $missing" >&2; exit 1; }
stet --help >/dev/null

Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp 3>"$state/display" 2>/dev/null &
screen_pid=$!
for _ in $(seq 100); do [ -s "$state/display" ] && break; sleep 0.1; done
[ -s "$state/display" ] || { echo "Xvfb gave no display." >&2; exit 1; }

mkdir -m 700 "$state/run"
env HOME="$state" XDG_DATA_HOME="$state/data" XDG_RUNTIME_DIR="$state/run" DISPLAY=":$(cat "$state/display")" \
  WEBKIT_DISABLE_DMABUF_RENDERER=1 stet >"$state/log" 2>&1 &
program_pid=$!
# The note of the front door is there as soon as the window's newsroom is taken; then look whether it stays up.
for _ in $(seq 100); do [ -e "$state/data/stet/newsroom/.stet-open" ] && break; sleep 0.1; done
[ -e "$state/data/stet/newsroom/.stet-open" ] || { cat "$state/log" >&2; echo "It did not open its newsroom." >&2; exit 1; }
sleep 3
kill -0 "$program_pid" 2>/dev/null || { cat "$state/log" >&2; echo "It ended by itself." >&2; exit 1; }
ps -o comm= --ppid "$program_pid" | grep -q WebKitWebProces || { echo "It shows no page." >&2; exit 1; }
echo "Installed, started with its window, and removed: $deb"
