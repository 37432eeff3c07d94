#!/usr/bin/env bash
# Detection beside the tools that people would use instead, on texts made from a
# recorded seed. gitleaks is built into a temporary folder; ripgrep is left out
# where it is not installed. docs/performance.md explains the figures.
set -euo pipefail
cd "$(dirname "$0")/detect"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
gitleaks=v8.30.1
(cd / && GOBIN="$dir" "${GO:-go}" install "github.com/zricethezav/gitleaks/v8@$gitleaks") || echo "gitleaks $gitleaks could not be built"
"${GO:-go}" build -o "$dir/detect" .
"$dir/detect" -size "${1:-4}" -gitleaks "$dir/gitleaks"
