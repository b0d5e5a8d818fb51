# Các lệnh mọi người dựa vào; README nói từng lệnh làm gì.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export LOTRINH_DATA ?= $(CURDIR)/var
PORT ?= 8000

.PHONY: run setup setup-dev test check prove score bench clean
.DEFAULT_GOAL := run

$(VENV)/.runtime: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cần Python 3.11 trở lên."; exit 2; }
	@test -x $(BIN)/python || { echo "[1/3] Tạo môi trường Python ở .venv"; $(PYTHON) -m venv $(VENV); }
	@echo "[2/3] Cài các thư viện đã ghim mã băm (một đến hai phút)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@echo "[3/3] Cài Lộ Trình"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --no-index -e .
	@$(BIN)/python -m compileall -q src  # Python that may not write bytecode would compile every module at every start
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@echo "Cài công cụ phát triển"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

setup: $(VENV)/.runtime
setup-dev: $(VENV)/.dev

run: setup
	@$(BIN)/lotrinh serve --example --port $(PORT)

test: setup-dev
	$(BIN)/python -m pytest -n 2 -m "not browser and not prove" $(ARGS)

check: setup-dev
	$(BIN)/ruff format --check src tests
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m django makemigrations --check --dry-run --settings lotrinh.server.settings
	$(BIN)/python -m pytest -m "not browser and not prove" tests/architecture

prove: setup-dev
	$(BIN)/python -m tests.proof $(ARGS)

score: setup-dev
	@if test -f ../shared/gold/score.py; then $(BIN)/python ../shared/gold/score.py --reader "$(BIN)/lotrinh read --json" $(ARGS) && $(BIN)/python -m tests.reliability; else echo "Không có ../shared/gold: không chấm điểm."; fi

bench: setup-dev
	@$(BIN)/python -m tests.bench $(ARGS)

clean:
	rm -rf $(VENV) var build src/*.egg-info
