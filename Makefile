# Two commands do everything on a fresh machine with a Swift toolchain: `make demo` and `make test`.
PREFIX ?= /usr/local
SWIFT ?= swift
RELEASE = -c release --product topolint

.PHONY: demo test build lint format install bench snapshots libyaml

demo: build
	@echo
	"$$($(SWIFT) build $(RELEASE) --show-bin-path)/topolint" check --fail-on never fixtures/corner-shop

build: libyaml
	$(SWIFT) build $(RELEASE)

test: libyaml
	$(SWIFT) test

# Rewrites the snapshots and generated pages; read the difference before committing it.
snapshots: libyaml
	TOPOLINT_UPDATE_SNAPSHOTS=1 $(SWIFT) test || true
	git --no-pager diff --stat

lint:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests

format:
	$(SWIFT) format format -i -r Package.swift Sources Tests

# One binary, with the Swift runtime linked in.
install: libyaml
	$(SWIFT) build $(RELEASE) --static-swift-stdlib
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 "$$($(SWIFT) build $(RELEASE) --static-swift-stdlib --show-bin-path)/topolint" "$(DESTDIR)$(PREFIX)/bin/topolint"

bench: libyaml
	$(SWIFT) build -c release --product topolint-bench
	"$$($(SWIFT) build -c release --product topolint-bench --show-bin-path)/topolint-bench"

# The one library that is not a Swift package. Asks for nothing; says what it does.
libyaml:
	@pkg-config --exists yaml-0.1 2>/dev/null && exit 0; \
	if command -v apt-get >/dev/null 2>&1; then \
	  echo "libyaml is missing: installing libyaml-dev and pkg-config with apt-get"; \
	  sudo="$$( [ "$$(id -u)" -eq 0 ] || echo sudo )"; \
	  $$sudo apt-get update -qq && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libyaml-dev pkg-config >/dev/null; \
	elif command -v brew >/dev/null 2>&1; then \
	  echo "libyaml is missing: installing libyaml and pkgconf with brew"; \
	  brew install --quiet libyaml pkgconf; \
	else \
	  echo "libyaml is missing, and neither apt-get nor brew is here: install its development files by hand" >&2; exit 1; \
	fi
