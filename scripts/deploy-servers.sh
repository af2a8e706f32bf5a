#!/bin/sh
# Makes ready what tests/deploy sends to, in target/deploy-servers: an S3 and a WebDAV server, pinned;
# a key, and an `ssh` that knows that key and its own list of known hosts. sshd is a system package.
set -eu
cd "$(dirname "$0")/.."
at="${CARGO_TARGET_DIR:-$PWD/target}/deploy-servers"
want="moto[server]==5.2.5 wsgidav==4.4.0 cheroot==11.1.2"
if [ "$(cat "$at/.has" 2>/dev/null || true)" != "$want" ]; then
  rm -rf "$at"
  python3 -m venv "$at"
  # shellcheck disable=SC2086 # a list of words on purpose
  "$at/bin/pip" install --quiet --disable-pip-version-check $want
  echo "$want" >"$at/.has"
fi
rm -rf "$at/ssh"
mkdir -p "$at/ssh"
ssh-keygen -q -t ed25519 -N '' -f "$at/ssh/key"
ssh-keygen -q -t ed25519 -N '' -f "$at/ssh/strange-key"
ssh-keygen -q -t ed25519 -N '' -f "$at/ssh/host-key"
cat >"$at/ssh/config" <<END
UserKnownHostsFile "$at/ssh/known_hosts"
GlobalKnownHostsFile none
IdentityAgent none
END
cat >"$at/ssh/ssh" <<END
#!/bin/sh
exec /usr/bin/ssh -F "$at/ssh/config" "\$@"
END
chmod +x "$at/ssh/ssh"
: >"$at/ssh/known_hosts"
# sshd wants it where root runs it.
[ "$(id -u)" != 0 ] || mkdir -p /run/sshd
