# Two commands: `make run` shows the product at work, `make test` checks everything.
# Both set up .venv themselves and need only Python 3.11 or newer, and make.

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000

.PHONY: help run test quick lint bench bench-full lock clean

help:
	@echo "make run    set up, distribute the Hedensted demonstration, show its board, serve on http://127.0.0.1:$(PORT)"
	@echo "make test   set up and run every check and test"
	@echo "make quick  the tests that take seconds"
	@echo "make lint   style, types and the import contract"
	@echo "make bench  the solver against its peers, the questions, the rebalances, the simulation: an hour and a half; make bench-full decides the bar, in hours"
	@echo "make lock   write requirements.lock afresh from pyproject.toml"

.venv/ready: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is missing: install it, or say which with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $$($(PYTHON) --version) was found. Say which with PYTHON=..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: on Debian, apt install python3-venv"; exit 1; }
	@echo "Setting up .venv (a minute the first time) ..."
	@rm -rf .venv
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@echo "Compiling the solver's inner loops (another minute) ..."
	@$(BIN)/python -m allocator.solving.warm_up
	@touch $@

run: .venv/ready
	@$(BIN)/sagsfordeler serve --demo --port $(PORT)

lint: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest -n auto --cov --cov-report=term

quick: .venv/ready
	$(BIN)/pytest -n auto -m "not slow"

bench: .venv/ready
	$(BIN)/python -m benchmarks.run --suite short
	$(BIN)/python -m benchmarks.run --suite questions
	$(BIN)/python -m benchmarks.run --suite rebalances
	$(BIN)/python -m benchmarks.run --suite simulation

bench-full: .venv/ready
	$(BIN)/python -m benchmarks.run --suite full
	$(BIN)/python -m benchmarks.run --suite questions
	$(BIN)/python -m benchmarks.run --suite rebalances
	$(BIN)/python -m benchmarks.run --suite simulation

lock:
	uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url \
		--no-emit-find-links --custom-compile-command "make lock" pyproject.toml -o requirements.lock

clean:
	rm -rf .venv build *.egg-info .coverage* .pytest_cache .hypothesis .mypy_cache .ruff_cache .import_linter_cache
