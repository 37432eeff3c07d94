# Targets for those who work on tenken. Users need none of them: see README.md.

GO ?= go
LINT_VERSION = v2.15.0

.PHONY: accuracy bench-engine build test race lint fuzz bench bench-detect bench-extract bench-gdrive bench-onedrive torture demo cross edits books

build:
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags="-s -w" -o tenken ./cmd/tenken

test:
	$(GO) test ./...

race:
	$(GO) test -race -short ./...

lint:
	$(GO) vet ./...
	$(GO) run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION) run ./...

# Every fuzz target for FUZZTIME each.
FUZZTIME ?= 30s
fuzz:
	@for pkg in $$($(GO) list ./...); do \
	  for f in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz'); do \
	    echo "$$pkg $$f"; $(GO) test -run '^$$' -fuzz "^$$f$$" -fuzztime $(FUZZTIME) $$pkg || exit 1; \
	  done; done

# Benchmarks of the rooms, then whole runs with their peak memory.
bench: build
	$(GO) test -run '^$$' -bench . -benchmem ./...
	./bench/runs.sh

# Detection beside go-re2, ripgrep and gitleaks; docs/performance.md explains the
# figures. SIZE is megabytes of each slice.
SIZE ?= 4
bench-detect:
	./bench/detect.sh $(SIZE)

# Extraction beside other tools; docs/extraction.md explains the figures.
bench-extract: build
	./bench/extract.sh ./tenken

# A tenant of 1,000 users, 100 shared drives and 1,000,000 files on loopback:
# completeness, memory, and what a second run costs.
bench-gdrive:
	$(GO) test ./scanners/gdrive -run 'TestFigures$$$$' -count=1 -v -timeout 60m -args -figures

# A tenant of Microsoft 365 with so many accounts, sites and files: listed once,
# read, and come back to when one file in a hundred changed; then what a listed
# item costs, beside the SDK's own models.
USERS ?= 2000
SITES ?= 200
ITEMS ?= 1000000
READS ?= 20000
bench-onedrive:
	$(GO) test ./scanners/onedrive -run TestFigures -count=1 -v -timeout 2h -args -users $(USERS) -sites $(SITES) -items $(ITEMS) -reads $(READS)
	$(GO) test ./scanners/onedrive -run '^$$' -bench Listing -benchtime 10x

# What share of the synthetic corpus is found, into docs/accuracy.md.
# LABELLED are files of sentences whose names others labelled (JSON Lines).
DRAWS ?= 52
LABELLED ?=
comma := ,
accuracy:
	$(GO) test ./internal/accuracy -run TestAccuracy -count=1 -v -args -draws $(DRAWS) -write ../../docs/accuracy.md $(if $(LABELLED),-labelled $(subst $(eval) ,$(comma),$(LABELLED)))

# Kills workers, the scan and the database at random while 200,000 items are
# inspected: nothing may be lost, nothing recorded twice. SEED repeats one.
torture:
	$(GO) test ./internal/engine -run TestTorture -count=1 -timeout 60m -v -args -torture 200000 $(if $(SEED),-seed $(SEED))

# A million items through listing, queue and ledger, on both homes; see docs/scale.md.
BENCH_ITEMS ?= 1000000
bench-engine:
	$(GO) test ./internal/engine -run TestBench -count=1 -timeout 60m -v -args -bench-items $(BENCH_ITEMS)

# A thousand workbooks edited as people do, one in five saved by LibreOffice.
edits:
	$(GO) test ./report -run TestEdits -count=1 -timeout 60m -v -args -edits 1000

# The books of 50 departments with 200,000 files to act on, written and read back.
books:
	$(GO) test ./cmd/tenken -run TestScale -count=1 -timeout 30m -v -args -departments 50 -findings 200000

demo:
	$(GO) run ./cmd/tenken demo

cross:
	GOOS=windows GOARCH=amd64 $(GO) vet ./...
	GOOS=darwin GOARCH=arm64 $(GO) vet ./...
	GOOS=linux GOARCH=arm64 $(GO) vet ./...
