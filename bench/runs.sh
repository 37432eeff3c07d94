#!/usr/bin/env bash
# Whole runs of the built binary: wall time and peak memory of one 2 GB CSV and
# of 100,000 small files, and of a second run over them against find(1).
# Needs GNU time and findutils. Everything is written below a temporary folder.
set -euo pipefail
bin=$(realpath "${1:-./tenken}")
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

run() { # label, then the command
	local label=$1
	shift
	/usr/bin/time -f "$label: %e s, peak %M KB" "$@" >/dev/null 2>"$dir/err" || true
	tail -n 1 "$dir/err"
}

mkdir "$dir/big" "$dir/many"
awk 'BEGIN {
	print "番号,日付,品目,単価,数量,備考"
	for (i = 0; i < 24000000; i++)
		printf "%d,2026-%02d-%02d,消耗品%d,%d,%d,研究室で使用するもの\n", i, i%12+1, i%28+1, i%977, i%9973, i%13
}' | head -c 2000000000 >"$dir/big/purchases.csv"
ls -l "$dir/big/purchases.csv" | awk '{print "one CSV of", $5, "bytes"}'
run "  scan" "$bin" scan "$dir/big" --state "$dir/s1" --out "$dir/o1" --quiet
rm -rf "$dir/big"

for d in $(seq 100); do
	mkdir "$dir/many/$d"
	for f in $(seq 1000); do echo "記録 $d-$f: 装置の点検を行い、異常はなかった。" >"$dir/many/$d/$f.txt"; done
done
echo "100,000 small files"
run "  first scan" "$bin" scan "$dir/many" --state "$dir/s2" --out "$dir/o2" --quiet
run "  second scan" "$bin" scan "$dir/many" --state "$dir/s2" --out "$dir/o2" --quiet
run "  find -printf" find "$dir/many" -printf '%p %s %T@\n'
