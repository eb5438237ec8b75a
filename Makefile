# Two commands on a fresh machine: `make book` builds the sample book, `make test` runs everything.
# Python packages go into .venv; Pango and its subsetter come from apt when this runs as root, otherwise
# the line to type is printed.

NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c '$(NEW_ENOUGH)' 2> /dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.PHONY: book test lint types clean pictures bench
.DEFAULT_GOAL := book

book: .venv/made
	@$(call system_packages,$$($(BIN)/bookmake doctor --apt))
	@$(BIN)/bookmake doctor > /dev/null || { $(BIN)/bookmake doctor; exit 1; }
	@echo "making the sample book:"
	@$(BIN)/bookmake build

test: .venv/made-for-tests
	@$(call system_packages,$$($(BIN)/bookmake doctor --apt --all) $(call lacking,pdftotext,poppler-utils) $(call lacking,qpdf,qpdf) $(call lacking,zbarimg,zbar-tools) $(call lacking,chromium,chromium))
	@$(BIN)/bookmake proof --get-reader || true
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: .venv/made-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/made-for-tests
	$(BIN)/mypy

.venv/made: pyproject.toml
	@test -n "$(PYTHON)" || { echo "bookmake needs Python 3.11 or later (make PYTHON=/path/to/python3)"; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "making an environment failed; on Debian and Ubuntu: sudo apt-get install -y python3-venv"; exit 1; }
	@$(PIP) install -e .
	@touch $@

.venv/made-for-tests: .venv/made
	@$(PIP) install -e '.[dev]'
	@touch $@

pictures: book
	$(BIN)/python docs/pictures.py

bench: .venv/made-for-tests
	$(BIN)/python benchmarks/bench.py

clean:
	@$(BIN)/bookmake clean
	rm -rf .venv

# $(call lacking,COMMAND,PACKAGE): the package, if the command is not there.
lacking = $(if $(shell command -v $(1)),,$(2))

# $(call system_packages,NAMES): install them as root where apt is; else say what to type.
define system_packages
	packages="$(strip $(1))"; packages=$$(echo $$packages); \
	if [ -n "$$packages" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
	    echo "installing $$packages"; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$packages > /dev/null; \
	  else \
	    echo "missing: $$packages"; $(BIN)/bookmake doctor || true; \
	  fi; \
	fi
endef
