#!/bin/sh
# Everything that must pass: each step under its heading with its time, stopping at the first
# that fails. The last line says how many tests passed and failed.
set -eu
cd "$(dirname "$0")/.."

STET_TEST_LOG=$(mktemp)
export STET_TEST_LOG
started=$(date +%s)

count() { # passed or failed, over cargo's and vitest's own summaries
  sed 's/\x1b\[[0-9;]*m//g' "$STET_TEST_LOG" | awk -v word="$1" '
    /^test result:/ || /^ *Tests  / {
      for (i = 2; i <= NF; i++) if ($i ~ "^" word "[;,]?$" && $(i - 1) ~ /^[0-9]+$/) sum += $(i - 1)
    }
    END { print sum + 0 }'
}

finish() {
  status=$?
  took=$(($(date +%s) - started))
  passed=$(count passed)
  failed=$(count failed)
  [ "$status" = 0 ] || [ "$failed" != 0 ] || failed=1 # a step that is no test failed
  rm -f "$STET_TEST_LOG" "$STET_TEST_LOG.status"
  printf '\nAll of it took %d min %02d s.\n' $((took / 60)) $((took % 60))
  echo "$passed passed, $failed failed"
}
trap finish EXIT

step() { scripts/step.sh "$1" "${MAKE:-make}" --no-print-directory "$2"; }

step "System packages and tools" packages-test
step "Formatting" fmt
step "The window's page: types, lint, tests" ui-checks
step "The window's page: build" ui
step "Licences of what we build on" licences
step "Clippy, without and with the window" clippy
step "Core tests" core-tests
step "The program with its window" desktop
step "End to end, in the real window" e2e
step "WordPress" wordpress
step "Places the site is sent to" deploy
step "The site under the checkers" site-checks
