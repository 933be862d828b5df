# make demo   read the example article and show what is found in it
# make test   ruff, mypy and pytest, as CI runs them
# make crash  kill `ingest` at 100 random points on each engine and see that nothing is lost
# make train  make the model anew from annotated articles
# Each makes .venv first if it is not there.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test crash train clean

demo: $(VENV)/.installed
	$(BIN)/quotetrack demo

test: $(VENV)/.installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto

crash: $(VENV)/.installed-test
	$(BIN)/python -m tests.crash

# The annotated articles are not shipped: SHARED names the folder that holds them.
SHARED ?= ../shared
train: $(VENV)/.installed
	$(BIN)/pip install --quiet --editable '.[train]'
	$(BIN)/python -m quotetrack.training all --shared $(SHARED)

clean:
	rm -rf $(VENV) build *.egg-info

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "quotetrack needs Python 3.11 or newer: make PYTHON=python3.11 …")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable '.[web]'
	touch $@

$(VENV)/.installed-test: setup.cfg pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable '.[postgres,report,test,web]'
	touch $@ $(VENV)/.installed
