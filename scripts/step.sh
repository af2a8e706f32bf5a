#!/bin/sh
# Runs one step of `make test` under a heading and says how long it took:
#   scripts/step.sh "heading" command…
# What it prints goes on to the terminal and, where STET_TEST_LOG is set, into that file.
set -u
heading=$1
shift
printf '\n== %s\n' "$heading"
started=$(date +%s)
if [ -n "${STET_TEST_LOG:-}" ]; then
  { "$@" 2>&1; echo "$?" >"$STET_TEST_LOG.status"; } | tee -a "$STET_TEST_LOG"
  status=$(cat "$STET_TEST_LOG.status")
  rm -f "$STET_TEST_LOG.status"
else
  "$@"
  status=$?
fi
took=$(($(date +%s) - started))
if [ "$status" = 0 ]; then
  printf -- '-- %s: done in %d s\n' "$heading" "$took"
else
  printf -- '-- %s: FAILED after %d s\n' "$heading" "$took"
fi
exit "$status"
