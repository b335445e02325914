# The README's two commands are `make run` and `make test`; everything runs in .venv.

PYTHON ?= python3
SEEDS ?= seeds
PORT ?= 8501
GOLD ?= ../shared/gold
BIN := .venv/bin
export HF_HUB_OFFLINE := 1
export STREAMLIT_BROWSER_GATHER_USAGE_STATS := false

.PHONY: run test setup lint types gate bench cover clean

run: .venv/runtime
	$(BIN)/python -m coverage build $(SEEDS) --manifest seeds/manifest.toml --out data/current
	@echo "Coverage is at http://127.0.0.1:$(PORT) (stop with Ctrl-C)"
	$(BIN)/python -m streamlit run app.py --server.address 127.0.0.1 --server.port $(PORT)

# Two at a time, each file's tests in one process.
test: setup lint types
	$(BIN)/python -m pytest -n 2 --dist loadfile

setup: .venv/development

lint: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/development
	$(BIN)/mypy

# The figures on labelled data against their floors; needs the labelled data beside the repository.
gate: .venv/development
	$(BIN)/python -m pytest tests/quality -m gate -rs -s

# How well and how fast pages are read and claims are matched (needs the labelled data, GOLD, beside the
# repository), how time and memory of grouping grow up to 100,000 articles, and how fast the app is.
bench: .venv/development
	$(BIN)/python -m tests.bench.reading $(GOLD)
	$(BIN)/python -m tests.bench.claims $(GOLD) --ablate --draw docs
	$(BIN)/python -m tests.bench.matching $(GOLD)
	$(BIN)/python -m tests.bench.growth
	$(BIN)/python -m tests.bench.reuse $(GOLD)
	$(BIN)/python -m tests.bench.overview
	$(BIN)/python -m tests.bench.strictness
	$(BIN)/python -m tests.bench.load $(GOLD) && $(BIN)/python -m pytest -m large

# Which lines the tests reach. Pytest cannot rewrite slipcover's own assertions and says so.
cover: .venv/development
	$(BIN)/python -m slipcover --source coverage -m pytest \
		-W ignore::pytest.PytestAssertRewriteWarning

clean:
	rm -rf .venv data/.cache .mypy_cache .ruff_cache .pytest_cache

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Installing what requirements.txt pins; this takes minutes, once."
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/development: requirements-dev.txt .venv/runtime
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
