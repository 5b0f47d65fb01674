# Wence 问策. `make demo` needs only Go; `make test` installs what it needs beside.

GO ?= go
TOOLS := $(CURDIR)/.cache/bin
STATICCHECK := $(TOOLS)/staticcheck
STATICCHECK_VERSION := v0.8.2

.PHONY: demo build test lint bench fuzz clean

demo: ## sample notices, a throw-away store, the page to ask on
	$(GO) run ./cmd/wence demo

build: ## the program, into bin/
	$(GO) build -o bin/wence ./cmd/wence

test: lint ## everything
	$(GO) test -timeout 30m ./...

lint: $(STATICCHECK) ## gofmt, go vet, staticcheck
	@unformatted=$$(gofmt -l $$(git ls-files -co --exclude-standard '*.go')); \
	if [ -n "$$unformatted" ]; then echo "not formatted (gofmt -w):"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(STATICCHECK) ./...

$(STATICCHECK):
	GOBIN=$(TOOLS) $(GO) install honnef.co/go/tools/cmd/staticcheck@$(STATICCHECK_VERSION)

bench: ## speed, as ratios in one run
	$(GO) test -run '^$$' -bench . -benchtime 1s ./retrieval/... ./chat/...

clean: ## what make made
	rm -rf bin .cache
