#!/usr/bin/env bash
# Extraction beside the tools that people would use instead, on the same files
# in the same run. Needs GNU time; poppler-utils for PDF and Tesseract for
# pictures, and says where they are missing. Everything is written below a
# temporary folder; docs/extraction.md explains the figures.
set -euo pipefail
bin=$(realpath "${1:-./tenken}")
go=${GO:-go}
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
export LC_ALL=C.UTF-8

# cost: seconds of processor time and peak memory of a command
cost() { /usr/bin/time -o "$dir/time" -f '%U %S %M' "$@" >/dev/null 2>&1 || true; tail -n 1 "$dir/time" | awk '{printf "%.2f %d", $1+$2, $3/1024}'; }

"$bin" demo --out "$dir/demo" --quiet
find "$dir/demo/campus" -type f -name '*.pdf' -print0 >"$dir/pdfs"
echo "PDF: $(tr -cd '\0' <"$dir/pdfs" | wc -c) files of the demo"
if command -v pdftotext >/dev/null; then
	"$bin" text --ocr=off "$(head -z -n1 "$dir/pdfs" | tr -d '\0')" >/dev/null 2>&1 || true # fills the cache
	# once, where PDFium's start of a tenth of a second counts; and as if there were more
	for times in 1 4; do
		for _ in $(seq "$times"); do cat "$dir/pdfs"; done >"$dir/list"
		ours=$(cost xargs -0 -a "$dir/list" "$bin" text --ocr=off)
		theirs=$(cost xargs -0 -a "$dir/list" -n 1 sh -c 'pdftotext "$0" -')
		echo "  read $times times: tenken text ${ours% *} s; a pdftotext for each ${theirs% *} s; $(awk "BEGIN{printf \"%.2f\", ${theirs% *}/${ours% *}}") times as fast"
	done
	chars() { tr -d '[:space:]\f' | grep -o . | sort | uniq -c | awk '{print $2, $1}' | LC_ALL=C sort; }
	xargs -0 -a "$dir/pdfs" "$bin" text --ocr=off 2>/dev/null | sed 's/.*"text":"//; s/"}$//; s/\\n//g; s/\\t//g' | chars >"$dir/ours" || true
	xargs -0 -a "$dir/pdfs" -n 1 sh -c 'pdftotext "$0" - 2>/dev/null || true' | chars >"$dir/theirs"
	LC_ALL=C join -a 2 -e 0 -o '0,1.2,2.2' "$dir/ours" "$dir/theirs" | awk '{all+=$3; found+=($2<$3?$2:$3)} END {printf "  characters of its text also found: %.2f %% of %d\n", 100*found/all, all}'
else
	echo "  pdftotext is missing: apt install poppler-utils"
fi

"$go" build -o "$dir/office" ./bench/office
echo "XML of docx and xlsx: MB a second of processor time, by the scanner alone, by the"
echo "reader (text, places, cells) of parts that are not compressed, and with their inflating"
office=()
if command -v soffice >/dev/null; then
	convert() { soffice "-env:UserInstallation=file://$dir/profile" --headless "--infilter=$1" --convert-to "$2" --outdir "$dir" "$dir/$3" >/dev/null 2>&1; }
	"$dir/office" page "$dir/LibreOffice.html" 1000
	convert 'HTML (StarWriter)' 'docx:MS Word 2007 XML' LibreOffice.html
	convert calc_HTML_WebQuery xlsx LibreOffice.html
	office+=("$dir/LibreOffice.docx" "$dir/LibreOffice.xlsx")
else
	echo "  LibreOffice is missing, its documents are left out: apt install libreoffice"
fi
"$dir/office" write "$dir/excelize.xlsx" 5000
"$dir/office" mix "${office[@]}" "$dir/excelize.xlsx" | sed 's/^/  /'

echo "xlsx of 200,000 rows of nine cells, read once, beside excelize Rows()"
"$dir/office" write "$dir/large.xlsx" 200000
ours=$(cost "$dir/office" rows tenken "$dir/large.xlsx")
theirs=$(cost "$dir/office" rows excelize "$dir/large.xlsx")
echo "  $(awk "BEGIN{printf \"%.2f s, peak %d MB; excelize %.2f s, peak %d MB: %.1f times as fast\", ${ours/ /, }, ${theirs/ /, }, ${theirs% *}/${ours% *}}")"
echo "  tenken text, to JSON: $(cost "$bin" text "$dir/large.xlsx" | awk '{print $1 " s, peak " $2 " MB"}')"

echo "children: what one costs at its start, what a small file costs in one"
"$go" test -run '^$' -bench 'Start|Child' ./internal/sandbox | grep '^Benchmark' | sed 's/^/  /'

echo "a scan of 20,000 small files"
mkdir "$dir/many"
for d in $(seq 20); do
	mkdir "$dir/many/$d"
	for f in $(seq 1000); do echo "記録 $d-$f: 装置の点検を行い、異常はなかった。" >"$dir/many/$d/$f.txt"; done
done
echo "  in children: $(cost "$bin" scan "$dir/many" --state "$dir/s1" --out "$dir/o1" --quiet | cut -d' ' -f1) s of processor time"
echo "  in-process:  $(cost "$bin" scan "$dir/many" --in-process --state "$dir/s2" --out "$dir/o2" --quiet | cut -d' ' -f1) s"

echo "hostile files: time, and memory of the child"
"$go" test -count=1 -run TestHostileFiles -v ./internal/sandbox | grep ' ms, peak ' | sed 's/^ *hostile_test.go:[0-9]*: /  /' | cut -c1-76

echo "the same Japanese documents in eleven formats of LibreOffice"
"$go" test -count=1 -run TestLibreOffice -v ./internal/extract | grep -E 'found|skip|SKIP|missing' | sed 's/^ *office_test.go:[0-9]*: /  /'

echo "recognition of a page"
"$go" test -count=1 -run TestAPageOfNumbers -v ./internal/extract/ocr | grep -E '^(ok|---|    ocr)' | sed 's/^/  /'
