# Wence 问策. `make demo` needs only Go; `make test` installs what it needs beside.

GO ?= go
# One way to compile for all that follows, so that nothing is compiled twice: without cgo, which only the race detector
# needs, and without a codec that nobody calls.
export CGO_ENABLED := 0
export GOFLAGS += -tags=nomsgpack
SMALL := -ldflags='-s -w'
TOOLS := $(CURDIR)/.cache/bin
STATICCHECK := $(TOOLS)/staticcheck
STATICCHECK_VERSION := v0.8.2

BENCH_SERVER := -c shared_buffers=1GB -c maintenance_work_mem=1GB -c max_wal_size=8GB

.PHONY: demo build release arm64 sbom vulns test setup lint check types bench load faults screenshots postgres clean

demo: ## sample notices, a throw-away store, the page to ask on
	@echo "compiling; the first time this takes some minutes"
	$(GO) run ./cmd/wence demo

build: ## the program, into bin/
	$(GO) build -trimpath $(SMALL) -o bin/wence ./cmd/wence

PLATFORMS := linux/amd64 linux/arm64 linux/loong64 windows/amd64 darwin/arm64

release: ## one static program a platform with its checksum, into bin/release
	@mkdir -p bin/release; for platform in $(PLATFORMS); do \
		os=$${platform%/*}; arch=$${platform#*/}; suffix=; [ $$os != windows ] || suffix=.exe; \
		echo "$$platform"; GOOS=$$os GOARCH=$$arch $(GO) build -trimpath $(SMALL) \
			-o bin/release/wence-$$os-$$arch$$suffix ./cmd/wence || exit 1; done
	@cd bin/release && sha256sum wence-* > SHA256SUMS && cat SHA256SUMS

QEMU := qemu-aarch64-static

arm64: ## the networks and the whole program as built for arm64, on a machine of another kind; needs qemu-user-static, and minutes
	@command -v $(QEMU) >/dev/null || { echo "no $(QEMU): apt-get install qemu-user-static, or name it in QEMU="; exit 1; }
	GOARCH=arm64 $(GO) test -timeout 60m -vet=off $(SMALL) -exec $(QEMU) ./retrieval/encoder/...
	GOARCH=arm64 $(GO) build -trimpath $(SMALL) -o bin/wence-arm64 ./cmd/wence
	@rm -f bin/arm64.db*; export WENCE_STORE=bin/arm64.db; $(QEMU) bin/wence-arm64 ingest ingest/samples/notices/09-heting-kindergarten-2022.txt && \
	$(QEMU) bin/wence-arm64 ask "鹤汀县普惠性民办幼儿园每生每年补助多少?"

CYCLONEDX := $(TOOLS)/cyclonedx-gomod
VULNCHECK := $(TOOLS)/govulncheck

sbom: build ## the modules that are in the program, with versions and hashes, as CycloneDX, into bin/wence.cdx.json
	@[ -x $(CYCLONEDX) ] || GOBIN=$(TOOLS) $(GO) install github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0
	$(CYCLONEDX) bin -json -version "$$(git describe --tags --always)" -output bin/wence.cdx.json bin/wence

VULNDB := golang.org/x/vulndb

# govulncheck ends with 3 where it found something, and with 1 where it could not look.
vulns: ## known holes that the program's code reaches, from vuln.go.dev, or its module where that is out of reach; GOVULNDB names another copy
	@[ -x $(VULNCHECK) ] || GOBIN=$(TOOLS) $(GO) install golang.org/x/vuln/cmd/govulncheck@v1.9.0
	@$(VULNCHECK) -db "$${GOVULNDB:-https://vuln.go.dev}" ./cmd/wence; code=$$?; \
	[ $$code = 1 ] && [ -z "$$GOVULNDB" ] || exit $$code; \
	echo "vuln.go.dev cannot be reached; the copy of it in the module $(VULNDB) is taken"; \
	copy=$$($(GO) mod download -json $(VULNDB)@latest | sed -n 's/.*"Dir": "\(.*\)",/\1/p'); \
	[ -n "$$copy" ] || { echo "nor can that be had: set GOPROXY to a module proxy that can be reached, or GOVULNDB to a copy of the database (file:///…)"; exit 1; }; \
	$(VULNCHECK) -db "file://$$copy/data/osv" ./cmd/wence

# The longest come first, and a third package runs where two wait for a server or a browser. lint has vetted the tests.
LONGEST := ./cmd/wence ./chat/web/browser ./ingest ./chat ./retrieval/pg ./ingest/pdf

test: ## everything, on a real PostgreSQL, a real browser and real files
	@$(MAKE) --no-print-directory -j2 setup check
	@$(MAKE) --no-print-directory types
	$(GO) test -timeout 60m -p 3 -vet=off $(SMALL) $(LONGEST) ./...

setup: ## what the tests need beside Go: poppler and tesseract, Chromium and its driver, PostgreSQL with pgvector
	ingest/pdf/setup.sh
	chat/web/browser/setup.sh
	retrieval/pg/pgtest/postgres.sh setup

lint: check types ## gofmt, go vet, staticcheck; types of the widget

check: $(STATICCHECK)
	@unformatted=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(STATICCHECK) ./...

types:
	@if [ -x chat/web/browser/node_modules/.bin/tsc ]; then chat/web/browser/node_modules/.bin/tsc -p chat/web/browser; \
	else echo "types of the widget not checked: run chat/web/browser/setup.sh first"; exit 1; fi

$(STATICCHECK):
	GOBIN=$(TOOLS) $(GO) install honnef.co/go/tools/cmd/staticcheck@$(STATICCHECK_VERSION)

bench: ## speed, as ratios in one run, into artifacts/bench; BENCH="-passages 100000,1000000" for other sizes
	@set -e; export WENCE_POSTGRES_PORT=54330 WENCE_POSTGRES_DURABLE=1 WENCE_POSTGRES_OPTIONS="$(BENCH_SERVER)"; \
	server=$$(retrieval/pg/pgtest/postgres.sh start); trap 'retrieval/pg/pgtest/postgres.sh destroy' EXIT; \
	$(GO) run ./retrieval/pg/bench -server "$$server" $(BENCH)
	$(GO) test -run '^$$' -bench . -benchtime 1s ./retrieval/... ./chat/...

load: build ## throughput and response times of both stores beside a bare handler, in one run; LOAD="-each 20s", LOAD="-steady 30m"
	@set -e; export WENCE_POSTGRES_PORT=54331; \
	server=$$(retrieval/pg/pgtest/postgres.sh start); trap 'retrieval/pg/pgtest/postgres.sh destroy' EXIT; \
	$(GO) run ./chat/web/load -postgres "$$server" $(LOAD)

faults: ## the database, a replica, the model and a server killed under load, ten times each
	WENCE_TEST_FAULT_ROUNDS=10 $(GO) test -count=1 -timeout 60m -run TestFaults -v ./cmd/wence

screenshots: ## the pictures of the README, from the samples
	rm -rf artifacts/browser/readme
	$(GO) test -count=1 -run 'TestBrowser/screenshots' ./chat/web/browser
	mkdir -p chat/web/screenshots && cp artifacts/browser/readme/*.webp chat/web/screenshots/

postgres: ## a PostgreSQL with pgvector on 127.0.0.1; prints its DSN
	@retrieval/pg/pgtest/postgres.sh start

clean: ## what make made
	rm -rf bin .cache artifacts
