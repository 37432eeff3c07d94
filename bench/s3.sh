#!/usr/bin/env bash
# The S3 connector beside rclone on the same server, the same buckets and the
# same machine: 20,000 objects of 50 KB text and 20 of 1 GB. rclone downloads
# everything and keeps nothing (hashsum crc32 --download: a checksum that costs
# next to nothing). Then the bytes that a 2 GB zip costs.
# Needs versitygw, rclone (see RCLONE), GNU time, Python and 5 GB of disk. SMALL and
# LARGE are the numbers of objects.
set -euo pipefail
bin=$(realpath "${1:-./tenken}")
rclone=${RCLONE:-rclone}
small=${SMALL:-20000} large=${LARGE:-20}
dir=$(mktemp -d)
port=${PORT:-17099}
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$dir"' EXIT

mkdir -p "$dir/buckets/small" "$dir/buckets/large"
text() { # lines of prose and figures, never twice the same
	LC_ALL=C awk -v seed="$1" -v want="$2" 'BEGIN {
		srand(seed)
		n = split("装置の点検を行い 異常はなかった 研究室の予算について 来年度の計画を策定し 学内の会議で説明する 資料は前回のものを用い 図書館の開館時間を延ばし 実験の結果を整理した 申請の書式を改め 窓口で受け付ける 測定値の平均は おおむね良好である 設備の更新を検討し 担当の部署へ連絡する", w, " ")
		while (size < want) {
			line = ""
			for (i = 0; i < 6; i++) line = line w[int(rand() * n) + 1] (i % 2 ? "。" : "、")
			line = line int(rand() * 100000) "件"
			print line
			size += length(line) + 1
		}
	}'
}
text 1 60000000 | LC_ALL=C split -C 50000 -a 4 -d - "$dir/buckets/small/t"
mapfile -t made < <(ls "$dir/buckets/small" | head -n "$small")
i=0
while [ "$(ls "$dir/buckets/small" | wc -l)" -lt "$small" ]; do # the same texts under other names, each with a line of its own
	for f in "${made[@]}"; do
		i=$((i + 1))
		{ echo "写し $i"; cat "$dir/buckets/small/$f"; } >"$dir/buckets/small/c$i"
		[ $(($i + ${#made[@]})) -ge "$small" ] && break
	done
done
if [ "$large" -gt 0 ]; then
	text 2 50000000 >"$dir/part"
	for _ in $(seq 20); do cat "$dir/part"; done >"$dir/buckets/large/1.txt"
	for i in $(seq 2 "$large"); do ln "$dir/buckets/large/1.txt" "$dir/buckets/large/$i.txt"; done
fi
du -sh --apparent-size "$dir/buckets" | awk '{print "buckets:", $1}'

export AWS_ACCESS_KEY_ID=tenken AWS_SECRET_ACCESS_KEY=tenken-on-loopback AWS_EC2_METADATA_DISABLED=true
ROOT_ACCESS_KEY=$AWS_ACCESS_KEY_ID ROOT_SECRET_KEY=$AWS_SECRET_ACCESS_KEY versitygw --port "127.0.0.1:$port" --quiet posix "$dir/buckets" >/dev/null 2>&1 &
until curl -s -o /dev/null "http://127.0.0.1:$port/"; do sleep 0.1; done
cat >"$dir/rclone.conf" <<C
[s3]
type = s3
provider = Other
env_auth = true
endpoint = http://127.0.0.1:$port
force_path_style = true
C
cat >"$dir/tenken.yaml" <<C
sources: [{name: S3, kind: s3, s3: {endpoint: "http://127.0.0.1:$port"}}]
C

run() { # label, then the command
	local label=$1
	shift
	/usr/bin/time -f "$label: %e s, peak %M KB" "$@" >/dev/null 2>"$dir/err" || true
	tail -n 1 "$dir/err"
}
for round in $(seq "${ROUNDS:-2}"); do
	run "rclone, round $round" "$rclone" --config "$dir/rclone.conf" hashsum crc32 --download --checkers 8 s3:
	rm -rf "$dir/state"
	run "tenken, round $round" "$bin" scan --config "$dir/tenken.yaml" --state "$dir/state" --out "$dir/out" --quiet
done

# Twenty films of 100 MB and 1 % of text in one zip: what reading it costs.
rm -rf "$dir"/buckets/* "$dir/state"
mkdir "$dir/buckets/archive"
python3 - "$dir/buckets/archive/films.zip" <<'P'
import os, sys, zipfile
noise = os.urandom(1 << 20)
with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_STORED) as z:
    for i in range(20):
        with z.open(f"film{i}.mp4", "w", force_zip64=True) as w:
            w.write(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom")
            for _ in range(100):
                w.write(noise)
        z.writestr(f"text{i}.txt", "装置の点検を行い、異常はなかった。\n" * 20000)
P
ls -l "$dir/buckets/archive" | awk 'NF > 8 {print "zip:", $5, "bytes"}'
"$bin" scan --config "$dir/tenken.yaml" --state "$dir/state" --out "$dir/out" --log-level info 2>&1 | grep -o 'bytes=[0-9]*'
