# Each target sets up what it needs: on a fresh machine with Python 3.11 or later and make, `make demo` and
# `make test` are enough. Everything is installed into .venv, pinned by hash; nothing else is touched.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo

.PHONY: demo test check lint types gate fuzz faults audit sbom bench bench-plans serve chromium requirements clean

demo: $(VENV)/.ready
	@mkdir -p $(DEMO)
	$(BIN)/dragoman build examples/articles --record $(DEMO)/record.db
	$(BIN)/dragoman events --record $(DEMO)/record.db --actor JPN --with KOR
	$(BIN)/dragoman report --record $(DEMO)/record.db --actor JPN --with KOR -o $(DEMO)/report.html
	@echo "the report is in $(DEMO)/report.html: open it in a browser, it needs no network"

test: chromium check

# In order of speed; the same on a laptop and in CI.
check: lint types
	$(BIN)/python -m pytest
	$(BIN)/python evaluation/gate.py

lint: $(VENV)/.ready
	$(BIN)/ruff format --check src tests evaluation training benchmarks fuzzing
	$(BIN)/ruff check src tests evaluation training benchmarks fuzzing
	$(BIN)/lint-imports

types: $(VENV)/.ready
	$(BIN)/mypy

gate: $(VENV)/.ready
	$(BIN)/python evaluation/gate.py

# Kills at 200 points, full disks, two builds at once (docs/trust.md); `make test` takes a share of the kills.
faults: $(VENV)/.ready
	DRAGOMAN_KILLS=200 $(BIN)/python -m pytest -m faults tests/faults

# Known vulnerabilities of what is pinned: needs the network, and says so where there is none.
audit: $(VENV)/.ready
	@scripts/audit.sh $(BIN)

# The bill of materials of what is installed to run dragoman: the same bytes for the same pins.
sbom: $(VENV)/.ready
	@mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml --short-PURLs --output-reproducible --output-format JSON --output-file dist/sbom.cdx.json
	@echo "the bill of materials is dist/sbom.cdx.json"

# What it costs, into benchmarks/RESULTS.md; `python benchmarks/run.py --only merging` measures one part again.
bench: $(VENV)/.ready
	$(BIN)/python benchmarks/run.py

# How the questions behind the pages are answered over 100,000 invented events.
bench-plans: $(VENV)/.ready
	$(BIN)/python benchmarks/pages.py --folder $(DEMO)

# Every reader and extractor against invented bytes, some seconds each, guided by coverage; what breaks is kept.
fuzz: $(VENV)/.ready
	$(BIN)/python fuzzing/run.py --seconds $(or $(SECONDS_EACH),60)

# The record of `make demo`, in the browser; made first where it is missing.
serve: $(DEMO)/record.db
	$(BIN)/dragoman serve --record $(DEMO)/record.db

$(DEMO)/record.db: $(VENV)/.ready
	@mkdir -p $(DEMO)
	$(BIN)/dragoman build examples/articles --record $@

# For the tests in a browser: Debian's own Chromium, where this runs as root; elsewhere they are skipped, loudly.
chromium:
	@scripts/install_chromium.sh

$(VENV)/.ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("dragoman needs Python 3.11 or later, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Needs uv and the network. `--no-emit-index-url` and the custom command keep registries out of the files.
requirements:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make requirements" --extra web --extra mcp --extra postgres --extra ray pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make requirements" --extra web --extra mcp --extra postgres --extra ray pyproject.toml requirements/build.in --group dev -o requirements/dev.txt

clean:
	rm -rf $(VENV) $(DEMO)
