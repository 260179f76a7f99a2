# Two commands: `make serve` opens the chat page, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 7860
# The lock is complete, so nothing is resolved: --no-deps keeps even an old pip fast.
# Compiling 900 MB of modules, most never imported, would take 22 s and 180 MB.
QUIETLY := --quiet --disable-pip-version-check --no-deps --no-compile

.PHONY: serve ocr test check format browser clean lock

serve: $(VENV)/.core
	$(BIN)/zhice serve --port $(PORT)

# Reads scans and pictures too; optional, 90 MB.
ocr: $(VENV)/.core
	$(BIN)/python -m pip install $(QUIETLY) -r requirements-ocr.lock

test: browser check

check: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 --dist loadfile
	$(BIN)/zhice eval gate --home .data/gate

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser: $(VENV)/.dev
	sh scripts/install_browser.sh

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "需要 Python 3.11 或更新版本；可用 make PYTHON=/路径/python3.12 指定。" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "建不了虚拟环境；Debian/Ubuntu 请先装 python3-venv。" >&2; exit 1; }

$(VENV)/.core: requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install $(QUIETLY) -r requirements.lock
	$(BIN)/python -m pip install $(QUIETLY) -e .
	touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.core
	$(BIN)/python -m pip install $(QUIETLY) -r requirements-dev.lock
	touch $@

# Needs uv on the PATH; run after changing dependencies.
lock:
	uv pip compile -q --universal --python-version 3.11 pyproject.toml --extra statutes --no-header -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 pyproject.toml --extra statutes --extra dev -c requirements.lock --no-header -o requirements-dev.lock
	uv pip compile -q --universal --python-version 3.11 pyproject.toml --extra ocr --group headless -c requirements.lock --no-header -o requirements-ocr.lock

clean:
	rm -rf $(VENV) .data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
