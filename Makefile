# The commands of this repository. `make` lists them; what they do stands in scripts/ and config/serving.py.
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup demo test lint format bench lock setup-tests

help: ## List the commands
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name what; do printf 'make %-8s %s\n' "$$name" "$$what"; done

setup: ## Make .venv with what the site needs; manage.py works after it
	@python3 scripts/environment.py run

demo: setup ## Serve the demo on one address (PORT=8000; HOST=0.0.0.0 lets a phone in)
	@exec $(PYTHON) -m config.serving --demo

test: setup-tests ## Run every check and every test, on SQLite and PostgreSQL, with a worker and a browser
	@$(PYTHON) -m scripts.test

lint: setup-tests ## Run the linters, import contracts, types, templates, migrations and translations
	@$(PYTHON) -m scripts.test --lint

format: setup-tests ## Put code and imports in their usual shape
	@$(PYTHON) -m ruff check --fix --quiet . ; $(PYTHON) -m ruff format .

bench: setup-tests ## Measure the site against bare Wagtail, and write var/bench.json (PARTS="freezing participation": these alone)
	@$(PYTHON) -m benchmarks $(PARTS)

lock: setup-tests ## Write the locks again from pyproject.toml
	@$(PYTHON) -m scripts.lock

setup-tests:
	@python3 scripts/environment.py test
	@python3 scripts/debian.py
