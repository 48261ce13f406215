# Every command of Payung. Each target sets up what it needs, from nothing.
# Debian's own Python first: one compiled without profiles takes a third longer for everything.
PYTHON  ?= $(shell for one in /usr/bin/python3.11 python3.11 python3; do \
  $$one -c "import ensurepip, venv" 2>/dev/null && command -v $$one && break; done || echo python3)
V       := .venv/bin
SHELL   := /bin/bash
PG15    := /usr/lib/postgresql/15/bin
export PYTHONDONTWRITEBYTECODE :=

STATIC  := said-types said-format said-lint said-pages said-imports said-migrations
.PHONY: run test check static demo docs bench lock format tools clean $(STATIC)

run:                                   ## start everything, and load the demo if the database is empty
	@$(MAKE) --silent --no-print-directory --jobs 2 .venv/.base node_modules/.ok
	@$(V)/payung run

demo: .venv/.base node_modules/.ok     ## wipe the database in var/ and load the demo anew
	@$(V)/payung demo

check: static                          ## format, lint, types, import contracts, migrations, fast tests
	$(V)/python -m pytest -n 2 -m "not slow and not browser and not database" --no-header --hypothesis-profile quick $(ALL_SLOW:%=--ignore=tests/%)
ALL_SLOW := concurrency demo journeys oidc process reports web

static: .venv/.dev node_modules/.dev    ## what can be checked without running anything, side by side
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target $(STATIC)
said-types:
	$(V)/mypy
said-format:
	$(V)/ruff format --check .
said-lint:
	$(V)/ruff check .
said-pages: .venv/.pages
# As the other checkers do by themselves: what passed and has not changed is not read again.
.venv/.pages: .venv/.dev pyproject.toml $(shell find src/payung/web/templates -name '*.html')
	$(V)/djlint --check --quiet src/payung/web/templates
	$(V)/djlint --lint --quiet src/payung/web/templates
	@touch $@
said-imports:
	$(V)/lint-imports --no-logo
said-migrations:
	$(V)/python -m payung.config.commands.check_migrations

# Papers are drawn by our own code: another server cannot draw them otherwise.
test: static tools                     ## everything, on the embedded PostgreSQL and on Debian's 15
	$(V)/python -m pytest -n 2 --dist worksteal --no-header
	@if [ -x $(PG15)/postgres ]; then \
	  echo "The same on PostgreSQL 15:"; \
	  PAYUNG_TEST_BINARIES=$(PG15) PAYUNG_TEST_HOME=var/tests-15 $(V)/python -m pytest -n 2 --no-header \
	    -m "not browser and not once" --ignore tests/process/papers tests/foundation tests/stages tests/process tests/reports tests/promises tests/concurrency; \
	else echo "PostgreSQL 15 is not here and could not be installed: tested on the embedded server only."; fi

bench: .venv/.dev node_modules/.ok     ## speed and memory, as ratios in the same run
	$(V)/python -m benchmarks

docs: .venv/.dev node_modules/.ok      ## rewrite docs/generated from the code
	$(V)/payung docs

format: .venv/.dev
	$(V)/ruff check --fix-only -q .
	$(V)/ruff format .
	$(V)/djlint --reformat --warn --quiet src/payung/web/templates
	$(V)/djlint --reformat --warn --quiet src/payung/web/templates  # settles what the first moved

lock: .venv/.uv                        ## write the lock files anew: dev first, then base bound by dev
	$(V)/uv pip compile pyproject.toml --group dev $(LOCK) -o requirements/dev.txt
	$(V)/uv pip compile pyproject.toml -c requirements/dev.txt $(LOCK) -o requirements/base.txt
LOCK := --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-header --no-emit-index-url --no-emit-find-links

tools:                                 ## a browser and a second PostgreSQL for the tests, where apt may install
	@tools/install-test-tools

UV      := --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
.venv/.uv: requirements/uv.txt
	@echo "Python environment ..."
	@$(PYTHON) -m venv --without-pip .venv  # a pip of its own would take longer than all the rest
	@$(PYTHON) -m pip --python $(V)/python install $(UV) 2>/dev/null \
	  || { $(V)/python -m ensurepip >/dev/null && $(V)/python -m pip install $(UV); }
	@touch $@
.venv/.base: requirements/base.txt pyproject.toml .venv/.uv
	@echo "Libraries ..."
	@[ -e .venv/.dev ] || $(V)/uv pip install --quiet --python $(V)/python --require-hashes -r requirements/base.txt
	@$(V)/uv pip install --quiet --python $(V)/python --no-deps --no-build-isolation -e .
	@touch $@
.venv/.dev: requirements/dev.txt pyproject.toml .venv/.uv
	@echo "Libraries and test tools ..."
	@$(V)/uv pip install --quiet --python $(V)/python --require-hashes -r requirements/dev.txt
	@$(V)/uv pip install --quiet --python $(V)/python --no-deps --no-build-isolation -e .
	@touch $@ .venv/.base
node_modules/.ok: package-lock.json
	@echo "Area codes and typeface ..."
	@[ node_modules/.dev -nt package-lock.json ] || npm ci --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
node_modules/.dev: package-lock.json
	@echo "Area codes, typeface and a sign-on provider for the tests ..."
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@ node_modules/.ok

clean:                                 ## remove what the targets made; the data in var/ stays
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
