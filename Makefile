# Each target works alone in a fresh clone on a Debian machine that has Swift.
.DEFAULT_GOAL := help
.PHONY: help demo build plugin test test-plugin bench bench-guard fuzz mutation format \
	check-format packages test-packages guard-packages clean

# Headers and libraries that the build links; the last one finds them.
PACKAGES := libyaml-dev libre2-dev libisal-dev libzstd-dev pkg-config
# What the tests run beside martlet: a JSON Schema validator and two compressors.
TEST_PACKAGES := python3 python3-jsonschema zstd gzip
# What counts instructions.
GUARD_PACKAGES := python3 valgrind binutils

PLUGIN := .build/release/martlet-exec.so
RULES := rulesets/kubernetes-audit
SWIFT_SOURCES := Package.swift Sources Tests benchmarks
SECONDS_EACH := 60

help: ## Show this list.
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

demo: build ## Build martlet, scan the sample audit log and show the signals.
	cd $(RULES) && $(CURDIR)/.build/release/martlet scan -r . --format table samples/audit.log

build: packages ## Build the release binary, .build/release/martlet.
	swift build -c release --static-swift-stdlib --product martlet

# Stands alone (`--static-swift-stdlib` is not for libraries), shows nothing but what fluent-bit looks up,
# and is bound when it is loaded: resolving a symbol later would take the small stack of a coroutine.
plugin: ## Build fluent-bit's output plugin, .build/release/martlet-exec.so.
	swift build -c release --product martlet-exec -Xswiftc -static-stdlib \
		-Xlinker --version-script=Sources/FluentBitExec/exports.map -Xlinker -z -Xlinker now
	strip -o $(PLUGIN) .build/release/libmartlet-exec.so

test-plugin: plugin test-packages ## Run the plugin's tests on what `make plugin` builds.
	swift build --build-tests
	MARTLET_EXEC_PLUGIN=$(CURDIR)/$(PLUGIN) swift test --skip-build --filter FluentBitExecTests

test: packages test-packages ## Run all tests; MARTLET_CORPORA=folder adds those on real logs.
	swift build --build-tests
	swift test --skip-build
	cd benchmarks && python3 -m unittest discover -t . -s harness/tests

bench: build ## Measure speed and memory, side by side with peers.
	benchmarks/run

bench-guard: build guard-packages ## Fail if a fixed work takes more instructions than it did.
	benchmarks/guard/run

fuzz: packages ## Fuzz each target for a minute, or SECONDS_EACH=600.
	@set -e; for target in Tests/Fuzz/Fuzz*; do \
		echo "==> $$target"; \
		Tests/Fuzz/run.sh $$(basename $$target) -max_total_time=$(SECONDS_EACH); \
	done

mutation: packages test-packages ## Break the engine in small ways; the tests must notice each.
	Tests/Mutation/run

format: ## Format all Swift files.
	swift format -i --recursive $(SWIFT_SOURCES)

check-format: ## Fail if a Swift file is not formatted or breaks a lint.
	swift format lint --strict --recursive $(SWIFT_SOURCES)

packages:
	@$(call install,$(PACKAGES))

test-packages:
	@$(call install,$(TEST_PACKAGES))

guard-packages:
	@$(call install,$(GUARD_PACKAGES))

clean: ## Remove everything that was built.
	rm -rf .build .build-*

# Installs the Debian packages in $(1) that are missing, or says which they are.
define install
command -v dpkg-query >/dev/null || \
	{ echo "not Debian: martlet needs what these packages hold: $(1)" >&2; exit 0; }; \
missing=; \
for package in $(1); do \
	dpkg-query -W -f '$${Status}' $$package 2>/dev/null | grep -q 'ok installed' \
		|| missing="$$missing $$package"; \
done; \
[ -n "$$missing" ] || exit 0; \
if [ "$$(id -u)" = 0 ]; then root=env; \
elif command -v sudo >/dev/null; then root=sudo; \
else echo "missing system packages; as root: apt-get install$$missing" >&2; exit 1; fi; \
echo "installing system packages:$$missing" >&2; \
$$root apt-get update -q && \
$$root env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $$missing
endef
