# make demo and make test need Python 3.11 or newer, pip and make: nothing else.
# They make .venv, put a pinned uv into it, and install what uv.lock names.

UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(firstword $(foreach name,python3 python3.13 python3.12 python3.11 python,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
UV := UV_PROJECT_ENVIRONMENT=$(VENV) UV_PYTHON_DOWNLOADS=never $(BIN)/uv
CORPORA ?=

.DEFAULT_GOAL := help
.PHONY: help demo test lint types contract check setup train wheel clean

help:
	@echo 'make demo    read and check the sample article: a table here, report.html beside it'
	@echo 'make test    run all tests'
	@echo 'make check   lint, types, import contract and tests'
	@echo 'make lint    style alone'
	@echo 'make train   train the tagger anew (CORPORA=DIR, its own environment)'
	@echo 'make wheel   build the package into dist/'
	@echo 'make clean   remove what make made'

demo: $(VENV)/.run
	@$(BIN)/onrecord demo

test: $(VENV)/.dev
	@$(BIN)/pytest

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

contract: $(VENV)/.dev
	@$(BIN)/lint-imports

check: lint types contract test

setup: $(VENV)/.dev

wheel: $(VENV)/.uv
	@$(UV) build --wheel --quiet --out-dir dist

$(VENV)/.uv: Makefile
	@test -n '$(PYTHON)' || { echo 'onrecord needs Python 3.11 or newer: install it, or say make PYTHON=/path/to/python3.11' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "onrecord needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1)" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --without-pip $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)' 2>/dev/null || \
		$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check 'uv==$(UV_VERSION)'
	@touch $@

$(VENV)/.run: $(VENV)/.uv pyproject.toml uv.lock
	@$(UV) sync --frozen --no-dev --inexact --quiet
	@touch $@

$(VENV)/.dev: $(VENV)/.uv pyproject.toml uv.lock
	@$(UV) sync --frozen --inexact --quiet
	@touch $@ $(VENV)/.run

.venv-training/.ready: training/requirements.txt
	@test -x .venv-training/bin/python || $(PYTHON) -m venv .venv-training
	@.venv-training/bin/python -m pip install --quiet -r training/requirements.txt
	@touch $@

train: .venv-training/.ready
	@test -n '$(CORPORA)' || { echo 'say where the corpora lie: make train CORPORA=DIR (see training/README.md)' >&2; exit 1; }
	@.venv-training/bin/python training/train.py $(CORPORA) --bf16 --out training/runs/minilm
	@.venv-training/bin/python training/export.py training/runs/minilm --out src/onrecord/models

clean:
	rm -rf $(VENV) .venv-training dist build report.html
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests bench training -name __pycache__ -type d -prune -exec rm -rf {} +
