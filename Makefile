# medviewer: `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help run test lint format bench fuzz system clean

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
MINUTES := 1
SEED :=

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /make \1\t/' | expand -t 14

run: $(STAMP) ## open medviewer with its sample study (headless into demo/ where there is no display)
	@$(BIN)/python scripts/check_system.py
	@scripts/run.sh $(BIN)/medviewer

test: $(STAMP) ## the whole test suite; needs no display, no network, no GPU
	@$(BIN)/python scripts/check_system.py --tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(STAMP) ## ruff, mypy --strict, import-linter
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

format: $(STAMP) ## let ruff put the code in shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(STAMP) ## medviewer against its peers and the physical floor: a table and benchmarks/out/
	@$(BIN)/python scripts/check_system.py --tests
	@$(BIN)/python -m benchmarks

fuzz: $(STAMP) ## damage files, models and work at random for MINUTES=1 each and read them (SEED=n repeats a run)
	@$(BIN)/python tests/hostile/fuzz.py --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))
	@$(BIN)/python tests/hostile/fuzz_packs.py --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))
	@$(BIN)/python tests/hostile/fuzz_work.py --minutes $(MINUTES) $(if $(SEED),--seed $(SEED))

system: $(STAMP) ## check (as root: install) the system libraries that Qt and OpenGL need
	@$(BIN)/python scripts/check_system.py

clean: ## remove the environment and everything that was made
	rm -rf $(VENV) build dist demo *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis benchmarks/out

$(STAMP): pyproject.toml constraints.txt scripts/make_venv.sh
	@scripts/make_venv.sh $(VENV)
	@touch $@
