# Every target does what its one line says; `make` alone lists them.
GOLANGCI_LINT := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
FUZZTIME ?= 1m
KILLS ?= 5
SERVER_KILLS ?= 2
MEGABYTES ?= 20
NEW ?= 1
PARTS ?=
DATA ?= ../shared/data

.DEFAULT_GOAL := help
.PHONY: help demo build test lint fmt e2e quality bench torture fuzz ui models

help: ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 8

demo: ## start everything with the sample reports and open the explorer
	go run ./cmd/entente demo

build: ## build bin/entente
	CGO_ENABLED=0 go build -trimpath -o bin/entente ./cmd/entente

test: ## run every test: Go with the race detector, real Neo4j, the browser's units, real Chromium
	scripts/test.sh

e2e: ## run only the tests in Chromium, against a demo of their own
	scripts/test.sh e2e

lint: bin/golangci-lint web/ui/node_modules ## check Go, TypeScript, import arrows, go.mod and that web/dist is built from web/ui
	scripts/lint.sh

fmt: bin/golangci-lint web/ui/node_modules ## format Go and TypeScript
	bin/golangci-lint fmt
	cd web/ui && npm run format

ui: web/ui/node_modules ## build web/ui into web/dist
	cd web/ui && npm run build

quality: ## measure how sentences and statements are read, on what is in DATA, and write the figures to loader/quality/testdata
	go run ./cmd/entente quality --data $(DATA) --golden loader/quality/testdata

bench: ## run the benchmarks, then Entente beside spaCy on the news in DATA; compare figures of one run only
	DATA=$(DATA) scripts/bench.sh

torture: build ## do the PARTS (kills lines disk memory news) of what machines do to loads, and look for what was lost or doubled
	go run ./scripts/torture -program bin/entente -kills $(KILLS) -server-kills $(SERVER_KILLS) -megabytes $(MEGABYTES) -new $(NEW) -news $(DATA)/news/reuters21578.jsonl.gz $(PARTS)

fuzz: ## run each fuzz target for FUZZTIME (1m)
	scripts/fuzz.sh $(FUZZTIME)

models: ## train the syntax model anew from the treebanks and news in DATA (about two hours)
	scripts/models.sh $(DATA)

bin/golangci-lint: Makefile
	GOBIN=$(CURDIR)/bin go install $(GOLANGCI_LINT)
	@touch $@

web/ui/node_modules: web/ui/package-lock.json
	cd web/ui && npm ci --no-audit --no-fund
	@touch $@
