# Lapwing. `make run` and `make test` are all that a newcomer needs; both install the system packages they lack.

SHELL := /bin/bash
SWIFT ?= swift
SOURCES := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

.PHONY: run build deb test test-long test-instructions test-threads lint format bench clean packages test-packages bench-packages

run: build
	@exec .build/release/lapwing serve

# The program as it is shipped: dist/lapwing needs no Swift on its machine, dist/lapwing.debug has its symbols.
build: packages
	$(SWIFT) build -c release --static-swift-stdlib --product lapwing
	scripts/dist .build/release/lapwing dist

deb: build
	@scripts/install-packages deb
	scripts/deb dist/lapwing dist

test: test-packages
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error
	scripts/test

# Minutes more, and Python: what the API answers is compared with what it says of itself. As root, the package is installed in a
# Debian of its own.
test-long: test-packages
	$(SWIFT) build --product lapwing
	scripts/test-schemathesis
	scripts/test-threads
	$(MAKE) deb
	scripts/test-deb "$$(ls -t dist/lapwing_*.deb | head -n 1)"

# Whether any hot path takes more instructions than it did, by valgrind.
test-instructions: test-packages
	scripts/test-instructions

# What has threads of its own, under Thread Sanitizer.
test-threads: test-packages
	scripts/test-threads

lint:
	$(SWIFT) format lint --strict --recursive $(SOURCES)

format:
	$(SWIFT) format format --in-place --recursive $(SOURCES)

bench: build bench-packages
	Benchmarks/run

clean:
	rm -rf .build .build-* dist

packages:
	@scripts/install-packages build

test-packages:
	@scripts/install-packages build test

bench-packages:
	@scripts/install-packages build test bench
