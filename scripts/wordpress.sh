#!/bin/bash
# A real WordPress on 127.0.0.1 for the tests: its own folder, its own database, a free port.
#
#   scripts/wordpress.sh start        prints one line of JSON: state, url, version, users
#   scripts/wordpress.sh stop STATE   ends what that start began, and removes its folder
#
# Needs the packages in scripts/packages.txt. Nothing outside STATE is written.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)/wordpress

stop() {
  local state=$1 name pid
  [ -f "$state/.stet-wordpress" ] || { echo "$state is not a WordPress that this script started." >&2; exit 2; }
  for name in php db; do
    [ -s "$state/$name.pid" ] || continue
    pid=$(cat "$state/$name.pid")
    # Both were started as leaders of their own process group, so that the
    # workers which php forks end with it.
    if kill -0 "$pid" 2>/dev/null; then
      kill -- "-$pid" 2>/dev/null || true
      for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.1; done
    fi
  done
  rm -rf "$state"
}

case ${1:-} in
  start) ;;
  stop) stop "${2:?which one? give its state folder}"; exit 0 ;;
  *) sed -n '2,7p' "$0" >&2; exit 2 ;;
esac

for tool in php mariadbd mariadb-install-db mariadb setsid; do
  PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || {
    echo "A WordPress for the tests needs the packages in scripts/packages.txt: $tool is missing." >&2
    exit 3
  }
done
[ -f /usr/share/wordpress/wp-load.php ] || { echo "The Debian package wordpress is not installed." >&2; exit 3; }

state=$(mktemp -d "${TMPDIR:-/tmp}/stet-wordpress.XXXXXX")
touch "$state/.stet-wordpress"
chmod 755 "$state"
trap 'code=$?; if [ $code -ne 0 ]; then tail -n 20 "$state"/*.log >&2 || true; stop "$state"; fi' EXIT
root=$state/root
socket=$state/db.sock

# The Debian tree is full of links to other packages; a private copy has them as files.
cp -rL /usr/share/wordpress "$root"
rm -f "$root/wp-config.php" "$root/.htaccess"
mkdir -p "$root/wp-content/uploads" "$root/wp-content/mu-plugins"

# The database: no network, and no care for a power cut.
as=()
if [ "$(id -u)" = 0 ]; then
  # The package that makes this user may be missing where its programs are not.
  owner=mysql
  id -u "$owner" >/dev/null 2>&1 || owner=nobody
  as=("--user=$owner")
  mkdir "$state/db"
  chown "$owner" "$state" "$state/db"
fi
mariadb-install-db --no-defaults "${as[@]}" --datadir="$state/db" --auth-root-authentication-method=normal \
  --skip-test-db >"$state/install-db.log" 2>&1
PATH=$PATH:/usr/sbin setsid mariadbd --no-defaults "${as[@]}" --datadir="$state/db" --socket="$socket" \
  --pid-file="$state/mariadbd.pid" --skip-networking --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
  --innodb-log-file-size=16M --innodb-buffer-pool-size=64M --performance-schema=OFF \
  >"$state/db.log" 2>&1 </dev/null &
echo $! >"$state/db.pid"
for _ in $(seq 300); do
  mariadb-admin --no-defaults -S "$socket" -u root ping >/dev/null 2>&1 && break
  sleep 0.1
done
mariadb --no-defaults -S "$socket" -u root -e "CREATE DATABASE wp CHARACTER SET utf8mb4;
  CREATE USER wp@localhost IDENTIFIED BY 'wp'; GRANT ALL ON wp.* TO wp@localhost"

# A port that is free now; WordPress must know it before it is served.
port=$(php -r '$s = stream_socket_server("tcp://127.0.0.1:0"); echo substr(strrchr(stream_socket_get_name($s, false), ":"), 1);')
url=http://127.0.0.1:$port
sed -e "s#@SOCKET@#$socket#" -e "s#@LOG@#$state/debug.log#" "$here/config.php" >"$root/wp-config.php"
printf '%s' "$url" >"$root/.address"

run="php -d memory_limit=256M -d error_reporting=0 -d display_errors=0"
$run "$here/install.php" "$root" "$url" >"$state/install.log" 2>&1
users=$($run "$here/users.php" "$root" "$url" 2>>"$state/install.log")

# Four workers: a page that asks its own site for another must not wait for itself.
PHP_CLI_SERVER_WORKERS=4 setsid php -d upload_max_filesize=2M -d post_max_size=8M -d memory_limit=256M \
  -d display_errors=0 -d opcache.enable_cli=1 -S "127.0.0.1:$port" -t "$root" "$here/router.php" \
  >"$state/php.log" 2>&1 </dev/null &
echo $! >"$state/php.pid"
for _ in $(seq 300); do
  php -r 'exit(@fsockopen("127.0.0.1", (int) $argv[1]) ? 0 : 1);' "$port" && break
  sleep 0.1
done
printf '{"state":"%s",%s\n' "$state" "${users#\{}"
