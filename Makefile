# Everything a fresh Debian or Ubuntu with python3, git and make needs is set up here; CI calls these targets and nothing else.

SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
CATALOGUE := $(BIN)/catalogue
# Where this change left what is published; empty outside git, and then nothing is compared.
BASE ?= $(shell git merge-base HEAD origin/main 2>/dev/null || git merge-base HEAD main 2>/dev/null)

.DEFAULT_GOAL := help

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: site
site: .venv/ready ## check the data and build the site into build/site
	@$(CATALOGUE) build

.PHONY: check
check: .venv/ready ## check the data only, and the change since BASE (the merge base with main)
	@$(CATALOGUE) check $(if $(BASE),--base $(BASE))

.PHONY: serve
serve: .venv/ready ## serve the site on 127.0.0.1 (PORT=8000) and rebuild on save
	@PORT=$(PORT) $(CATALOGUE) serve

.PHONY: test
test: .venv/ready-to-test ## run every test, the linters and the type checker
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pytest

.PHONY: bench
bench: .venv/ready-to-test ## measure against others; writes docs/benchmarks
	@$(BIN)/python -m benchmarks.charts
	@$(BIN)/python -m benchmarks.faults.run
	@$(BIN)/python -m benchmarks.search

.PHONY: generate
generate: .venv/ready ## refresh the generated files that are kept in git
	@$(CATALOGUE) generate

.PHONY: format
format: .venv/ready-to-test ## format the code and the data
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(CATALOGUE) fmt

.PHONY: lock
lock: .venv/ready-to-test ## resolve the dependencies anew and pin them with hashes
	@$(BIN)/python tools/lock.py

.PHONY: clean
clean: ## remove what was built (the environment stays)
	@rm -rf build

# --- set-up: each stamp is newer than what it was made from, so a second run does nothing ---------------------------

.venv/ready: requirements.txt pyproject.toml | .venv/python
	@tools/system graphviz
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-to-test: requirements-dev.txt .venv/ready
	@tools/system chromium curl font
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@

.venv/python:
	@tools/system venv
	@$(PYTHON) -m venv --clear .venv
	@touch $@
