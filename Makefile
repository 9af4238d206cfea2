# Lapwing. `make run` and `make test` are all that a newcomer needs; both install the system packages they lack.

SHELL := /bin/bash
SWIFT ?= swift
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

.PHONY: run build test test-long lint format bench clean packages test-packages bench-packages

run: build
	@exec .build/release/lapwing serve

build: packages
	$(SWIFT) build -c release --product lapwing

test: test-packages
	$(SWIFT) build --build-tests
	scripts/test

# Minutes more, and Python: what the API answers is compared with what it says of itself.
test-long: test-packages
	$(SWIFT) build --product lapwing
	scripts/test-schemathesis

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format:
	$(SWIFT) format format --in-place --recursive $(SOURCES)

bench: build bench-packages
	Benchmarks/run

clean:
	rm -rf .build .build-*

packages:
	@scripts/install-packages build

test-packages:
	@scripts/install-packages build test

bench-packages:
	@scripts/install-packages build test bench
