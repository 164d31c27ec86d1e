# Everything a newcomer needs: `make demo` shows the product, `make test` proves it.
SHELL := bash
PYTHON ?= python3
BIN := .venv/bin
STATIC := src/kunding/web/static/dist/.built
NODE := $(shell command -v npm 2>/dev/null)

.PHONY: demo test quick lint walls bench messages frontend docs lock clean

demo: .venv/.ready $(STATIC) messages ## a demo company with two years of life, served on this machine
	$(BIN)/kunding demo

test: .venv/.ready $(STATIC) messages ## all tests; what needs Chromium or PostgreSQL is skipped where they are missing
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

quick: .venv/.ready messages ## the tests without browser and database server
	$(BIN)/python -m pytest -q -n 2 --dist loadfile -m "not browser and not postgres and not slow"

lint: .venv/.ready ## style and types
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/mypy

walls: .venv/.ready ## who may import whom
	$(BIN)/lint-imports

bench: .venv/.ready ## how fast, how good: one table
	$(BIN)/python bench/table.py

messages: .venv/.ready ## German texts, compiled
	@for folder in src/kunding/*/locale; do \
	  $(BIN)/pybabel --quiet compile --domain django --directory $$folder || exit 1; done

frontend: $(STATIC)

$(STATIC): frontend/package-lock.json $(shell find frontend/src -type f 2>/dev/null) .venv/.ready
	cd frontend && PATH="$(CURDIR)/.venv/node/bin:$$PATH" npm ci --no-audit --no-fund --loglevel=error && \
	  PATH="$(CURDIR)/.venv/node/bin:$$PATH" npm run --silent build
	touch $@

docs: .venv/.ready ## the documentation, into site/
	$(BIN)/mkdocs build --strict --quiet

# uv installs the hashed lock in seconds; it comes from the same index as everything else.
.venv/.ready: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
ifeq ($(NODE),)
	mkdir -p .venv/node/bin
	for tool in node npm npx; do ln -sf ../../bin/$$tool .venv/node/bin/$$tool; done
endif
	touch $@

lock: ## resolve anew, without naming an index
	$(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --extra dev --upgrade pyproject.toml -o requirements.lock

clean:
	rm -rf .venv frontend/node_modules src/kunding/web/static/dist build site
