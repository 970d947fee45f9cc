# make demo | make test: each sets up all it needs. The other targets are for those who work on the project.
.PHONY: demo test conformance bench bare lock clean
BIN = .venv/bin
BARE_ROOT ?= build/bare
BARE_RUN ?= "make demo" "make test"

demo: .venv/.ready
	@scripts/demo samples/car_t_cd19 build/demo

test: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest

# Every sample, built; then the validators of others: veraPDF, qpdf, the Open XML SDK, LibreOffice.
conformance: .venv/.ready
	@scripts/conformance build/conformance

bench: .venv/.ready
	$(BIN)/python benchmarks/run.py build/bench S,M 3
	$(BIN)/python benchmarks/acceptance.py
	$(BIN)/python benchmarks/shelf_life.py
	$(BIN)/python benchmarks/inspection.py

# The README's commands on a minimal Debian that has Python and make only. Needs root.
bare:
	@scripts/bare $(BARE_ROOT) $(BARE_RUN)

lock:
	@scripts/lock

clean:
	rm -rf .venv build dist

.venv/.ready: requirements.lock pyproject.toml scripts/setup scripts/provide
	@PYTHON="$(PYTHON)" scripts/setup
