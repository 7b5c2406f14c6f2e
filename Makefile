# Two commands on a fresh machine with python3 and make:
#   make demo   reconciles the sample company
#   make test   lint, types and tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test lint sample-data pictures man bench bench-full clean

demo: $(VENV)/installed
	@$(BIN)/invrecon reconcile sample_data/business-central --fail-on never

test: lint
	@$(BIN)/python -m pytest -n auto

lint: $(VENV)/installed
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

sample-data: $(VENV)/installed
	@$(BIN)/python -m sample_data.make

$(VENV)/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "invrecon needs Python 3.11 or later; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "Python's venv module is missing; on Debian or Ubuntu: apt-get install python3-venv" >&2; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

man: $(VENV)/installed
	@$(BIN)/python -m docs.make_man

pictures: $(VENV)/installed
	@$(BIN)/python docs/make_pictures.py
	@$(BIN)/python docs/make_page_pictures.py
	@$(BIN)/python docs/make_workbook_pictures.py

# Ratios beside the bare engine, pandas and the bare libraries (docs/performance.md): small in a minute or two, or in full.
bench: $(VENV)/installed
	@$(BIN)/python -m benchmarks.report

bench-full: $(VENV)/installed
	@$(BIN)/python -m benchmarks.report --full --runs 3

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
