#!/bin/sh
# Installs the S3 and WebDAV servers that tests/deploy sends to, pinned, into target/deploy-servers.
set -eu
cd "$(dirname "$0")/.."
at="${CARGO_TARGET_DIR:-target}/deploy-servers"
want="moto[server]==5.2.5 wsgidav==4.4.0 cheroot==11.1.2"
[ "$(cat "$at/.has" 2>/dev/null || true)" != "$want" ] || exit 0
rm -rf "$at"
python3 -m venv "$at"
# shellcheck disable=SC2086 # a list of words on purpose
"$at/bin/pip" install --quiet --disable-pip-version-check $want
echo "$want" >"$at/.has"
