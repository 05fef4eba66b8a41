# Two commands: "make run" serves the catalogue, "make test" runs all tests. README.md lists the settings of both.
#   make run PORT=8001 PYTHON=python3.12
#   make test ARGS="-k facets"

.PHONY: run test ci

run:
	@sh scripts/environment base
	@exec .venv/bin/python manage.py serve

test:
	@sh scripts/environment test
	@exec .venv/bin/python -m tests $(ARGS)

# What must hold before a change is accepted.
ci:
	@.ci/run
