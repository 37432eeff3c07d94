#!/usr/bin/env bash
# Detection and decoding of this commit beside the one before it, by benchstat. It
# reports and never fails: a shared machine is no judge of speed.
set -uo pipefail
cd "$(dirname "$0")/.."
go=${GO:-go}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
measure() { # folder
	(cd "$1" && "$go" test -run '^$' -bench 'Detect|NewSet' -count 4 -benchtime 100ms ./detectors &&
		"$go" test -run '^$' -bench Decode -count 4 -benchtime 50ms ./internal/extract/charset)
}
base=HEAD~1
[ -z "$(git status --porcelain --untracked-files=no)" ] || base=HEAD
mkdir "$dir/base"
git archive "$base" 2>/dev/null | tar -x -C "$dir/base" || { echo "no commit before this one"; exit 0; }
measure "$dir/base" >"$dir/before" 2>&1 || echo "the commit before cannot be measured"
measure . >"$dir/after" || exit 0
GOBIN="$dir" "$go" install golang.org/x/perf/cmd/benchstat@latest && "$dir/benchstat" "$dir/before" "$dir/after"
exit 0
