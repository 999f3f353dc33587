# Every job of the project. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup demo test fuzz crash lint run package bench growth accuracy i18n clean

BIN := build/venv/bin
# The rooms that import no QGIS: their types are checked.
ROOMS := $(notdir $(patsubst %/__init__.py,%,$(wildcard core/*/__init__.py)))
PLAIN := $(filter-out algorithms atlas inputs layers,$(ROOMS))

help: ## Lists these targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Installs what is missing (QGIS and tools on Debian, development packages in build/)
	@.ci/setup

demo: setup ## Runs the whole main job on the demonstration territory, or on DATA=folder
	@QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python -m maillage.sample.demo $(if $(DATA),--data "$(DATA)")

test: setup ## Runs every test, on two workers under a virtual display
	@.ci/oracles
	@.ci/valhalla
	@env -u QT_QPA_PLATFORM LC_ALL=C.UTF-8 xvfb-run -a -s "-screen 0 1280x1024x24" .ci/in-qgis $(BIN)/pytest -n 2 --dist loadgroup

fuzz: setup ## Looks for random examples that break a property, for MINUTES=10
	@env -u QT_QPA_PLATFORM LC_ALL=C.UTF-8 xvfb-run -a .ci/in-qgis .ci/fuzz $(or $(MINUTES),10)

crash: setup ## Kills steps at random moments and looks at what they leave, for MINUTES=10
	@env QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python tests/crash.py $(or $(MINUTES),10)

lint: setup ## Checks style, types, and what the plugin repository blocks on
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	MYPYPATH=build/plugins $(BIN)/mypy $(foreach room,$(PLAIN),-p maillage.core.$(room))
	$(BIN)/bandit --quiet --configfile pyproject.toml --recursive .
	git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook

run: setup ## Starts QGIS with the plugin, in a throw-away profile
	@QGIS_CUSTOM_CONFIG_PATH="$(CURDIR)/build/profile-run" .ci/in-qgis qgis

package: setup ## Makes the installable build/maillage-VERSION.zip
	@$(BIN)/python .ci/package.py

bench: setup ## Measures the main steps, beside QGIS, scipy, pandana and Valhalla (half an hour)
	@.ci/oracles
	@.ci/valhalla
	@.ci/extracts
	@QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python -m maillage.benchmarks.bench
	@QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python -m maillage.benchmarks.startup
	@QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python -m maillage.benchmarks.census
	@QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python -m maillage.benchmarks.matching
	@.ci/in-qgis $(BIN)/python -m maillage.benchmarks.nearest
	@QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python -m maillage.benchmarks.coverage
	@.ci/in-qgis $(BIN)/python -m maillage.benchmarks.building
	@.ci/in-qgis $(BIN)/python -m maillage.benchmarks.isochrones
	@.ci/in-qgis $(BIN)/python -m maillage.benchmarks.whatif
	@env -u QT_QPA_PLATFORM xvfb-run -a .ci/in-qgis $(BIN)/python -m maillage.benchmarks.whatif_map
	@.ci/in-qgis $(BIN)/python -m maillage.benchmarks.siting

growth: setup ## Measures how time and memory grow, up to 100,000 places and 5 million junctions (long, several GB)
	@QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python -m maillage.benchmarks.growth_places
	@.ci/in-qgis $(BIN)/python -m maillage.benchmarks.growth

accuracy: setup ## Compares times and isochrones with Valhalla's, or on other files: OSM="a.osm.pbf ..."
	@.ci/valhalla
	@QT_QPA_PLATFORM=offscreen .ci/in-qgis $(BIN)/python -m maillage.benchmarks.accuracy $(OSM)

i18n: setup ## Brings i18n/*.ts up to date with the source strings, and compiles them
	@$(BIN)/python i18n/update.py
	@.ci/setup

clean: ## Removes everything that was made
	rm -rf build .qgis-settings .pytest_cache .mypy_cache .ruff_cache .hypothesis i18n/*.qm
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
