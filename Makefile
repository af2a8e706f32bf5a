# Stet: `make` alone says what there is.

CARGO   ?= cargo
TARGET  := $(or $(CARGO_TARGET_DIR),target)
STET    := $(TARGET)/debug/stet
STEP    := scripts/step.sh
# Times a process is killed while typing, in `make soak`; `make test` has its own, smaller number.
ROUNDS  ?= 500
# Times an export is killed, likewise.
SITE_KILLS ?= 100
# Minutes that `make fuzz` gives each reader.
MINUTES ?= 10

# Stories that `make bench-site` makes.
STORIES ?= 10000

export STET_TEST_LOG

.PHONY: help run dev test bench bench-pictures bench-site soak fuzz package try-package clean \
        packages-test ui fmt clippy core-tests licences ui-checks desktop e2e wordpress deploy site-checks

help: ## what there is
	@echo "Stet, a desktop newsroom editor."
	@echo
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

run: ## install what is missing, build, open the window on the demo newsroom
	@scripts/run.sh

dev: ## the window with hot reload of its page
	@scripts/packages.sh core window
	@scripts/tools.sh node
	@$(MAKE) --no-print-directory ui/node_modules/.package-lock.json tools/node_modules/.package-lock.json
	tools/node_modules/.bin/tauri dev

test: ## everything that must pass before a change is merged
	@scripts/test.sh

bench: ## figures, printed (a release build)
	@scripts/packages.sh core window test
	@scripts/tools.sh node
	$(CARGO) run --locked --release --no-default-features -- bench
	$(CARGO) run --locked --release --no-default-features -- bench import
	$(CARGO) run --locked --release --no-default-features -- bench desk
	@$(MAKE) --no-print-directory ui
	$(CARGO) test --locked --release --test e2e speed -- --nocapture --test-threads=1

bench-pictures: scripts/bench-pictures/node_modules/.package-lock.json ## pictures for readers beside sharp, in turns (a release build)
	$(CARGO) build --locked --release --no-default-features
	scripts/bench-pictures/run.py $(TARGET)/release/stet

bench-site: ## the same stories through Stet and through Hugo (STORIES=n)
	$(CARGO) build --locked --release --no-default-features --bin stet
	benches/site/run.py $(TARGET)/release/stet $(STORIES)

soak: ## 500 kills while typing, 100 while exporting (ROUNDS=n, SITE_KILLS=n)
	@scripts/packages.sh core window test
	@scripts/tools.sh node
	@$(MAKE) --no-print-directory ui
	STET_KILL_ROUNDS=$(ROUNDS) $(CARGO) test --locked --test e2e kill -- --nocapture
	STET_SITE_KILLS=$(SITE_KILLS) $(CARGO) test --locked --test newsroom site_killed -- --nocapture

fuzz: ## 10 minutes of broken files at each reader of copy (MINUTES=n for another number)
	@scripts/fuzz.sh $(MINUTES)

package: ## a .deb that installs and starts
	@scripts/packages.sh core window bundle
	@scripts/tools.sh node
	@$(MAKE) --no-print-directory ui/node_modules/.package-lock.json tools/node_modules/.package-lock.json
	tools/node_modules/.bin/tauri build --bundles deb -- --locked
	@ls -l $(TARGET)/release/bundle/deb/*.deb

try-package: ## install that .deb, start it, remove it (as root; asks nothing)
	@scripts/packages.sh test
	@scripts/try-package.sh $(TARGET)/release/bundle/deb

clean: ## remove what was built; newsrooms are not touched
	$(CARGO) clean
	rm -rf ui/dist ui/node_modules tools/node_modules gen

# The page in the window, built only when something in it changed.
PAGE := $(shell find ui/src ui/public ui/index.html ui/vite.config.ts ui/svelte.config.js ui/tsconfig.json -type f 2>/dev/null)

ui: ui/dist/.built

ui/dist/.built: ui/node_modules/.package-lock.json $(PAGE)
	cd ui && npm run --silent build
	@touch $@

# Not `npm ci`: it refuses a lock file that does not name the native parts for every other system,
# and a registry need not have them all. This keeps to the lock file too, and never rewrites it.
%/node_modules/.package-lock.json: %/package.json %/package-lock.json
	cd $* && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The steps of `make test`, each also on its own.

packages-test:
	@scripts/packages.sh core window test
	@scripts/tools.sh node

fmt:
	$(CARGO) fmt --all --check

clippy:
	$(CARGO) clippy --locked --no-default-features --all-targets -- -D warnings
	$(CARGO) clippy --locked --all-targets -- -D warnings

core-tests:
	$(CARGO) test --locked --no-default-features --lib --bins --test newsroom

licences:
	@scripts/licences.sh

ui-checks: ui/node_modules/.package-lock.json
	cd ui && npm run --silent check && npm run --silent lint && npm run --silent test

desktop: ui
	$(CARGO) build --locked --bin stet --test e2e

# The site checkers' axe also looks the window over.
e2e: desktop tests/site/node_modules/.package-lock.json
	@scripts/deploy-servers.sh
	$(CARGO) test --locked --test e2e -- --test-threads=2

wordpress: tests/tools/node_modules/.package-lock.json
	$(CARGO) test --locked --no-default-features --test wordpress

deploy:
	@scripts/deploy-servers.sh
	PATH="$(abspath $(TARGET))/deploy-servers/ssh:$$PATH" $(CARGO) test --locked --no-default-features --test deploy

site-checks: tests/site/node_modules/.package-lock.json
	tests/site/run.sh
