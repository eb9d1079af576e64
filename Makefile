# Everything here runs from a fresh clone with only Python 3.11+ and make: the first target that needs
# something installed sets up .venv from the hashed lock files by itself.

PYTHON ?= python3
BIN := .venv/bin
UV_COMPILE = uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes

.DEFAULT_GOAL := help
.PHONY: help install chat test check contract lint types format bench eval understanding lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 16

.venv/python: $(firstword $(MAKEFILE_LIST))
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Slotwise needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version). Try: make PYTHON=python3.12 chat"; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

# The project itself is installed in place (its dependencies come from the lock alone).
.venv/runtime: .venv/python requirements.lock pyproject.toml
	@echo "Setting up .venv (once; a minute or two) ..."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

.venv/development: .venv/runtime requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

install: .venv/runtime  ## set up .venv and nothing else

chat: .venv/runtime  ## talk to the assistant: embedded sandbox, built-in model, no key, no network
	@$(BIN)/slotwise chat $(ARGS)

test: .venv/development  ## run the tests
	@$(BIN)/python -m pytest --numprocesses auto $(ARGS)

lint: .venv/development
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/development
	$(BIN)/mypy

check: lint types test  ## format, lint, types, imports table and tests: what CI runs

contract: .venv/development  ## hold client and sandbox to Cal.com's own description, where ../shared has it
	@$(BIN)/python -m tests.contract --numprocesses auto $(ARGS)

format: .venv/development  ## rewrite the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: .venv/development  ## run the dialogues with the built-in model
	@$(BIN)/slotwise eval tests/dialogues $(ARGS)

bench: .venv/development  ## measure the budgets of docs/architecture.md
	@$(BIN)/python -m benchmarks $(ARGS)

understanding: .venv/development  ## score time and zone understanding on ../shared/eval, where it is present
	@$(BIN)/python -m benchmarks.understanding

# What is tested is what is run: the runtime's lock takes its versions from the other.
lock:  ## pin the dependencies anew (needs uv)
	$(UV_COMPILE) $(UPGRADE) pyproject.toml --group build --group dev -o requirements-dev.lock
	$(UV_COMPILE) $(UPGRADE) pyproject.toml --group build --constraints requirements-dev.lock -o requirements.lock

clean:  ## remove what was set up and cached
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
