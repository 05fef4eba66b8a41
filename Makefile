# "make run" serves the catalogue, "make test" runs all tests; README.md lists the settings of both. "make bench" measures
# how fast the catalogue finds, as benchmarks/README.md describes.
#   make run PORT=8001 PYTHON=python3.12
#   make test ARGS="-k facets"
#   make bench ARGS="--sizes 1000,10000 --short 0"

.PHONY: run test bench ci

run:
	@sh scripts/environment base
	@exec .venv/bin/python manage.py serve

test:
	@sh scripts/environment test
	@exec .venv/bin/python -m tests $(ARGS)

bench:
	@sh scripts/environment bench
	@exec .venv-bench/bin/python -m benchmarks $(ARGS)

# What must hold before a change is accepted.
ci:
	@.ci/run
