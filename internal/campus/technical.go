package campus

import (
	"fmt"
	"strings"

	"tenken/internal/campus/write"
)

// accessLog is full of numbers of twelve and sixteen digits.
func (c *campus) accessLog(department string) {
	var b strings.Builder
	at := c.between(2024, 2025)
	for range 800 {
		at = at.Add(1e9 * 37)
		fmt.Fprintf(&b, "%s INFO request id=%s session=%s user=- bytes=%d status=200 10.%d.%d.%d\n", at.Format("2006-01-02T15:04:05Z"), c.digits(12), c.digits(16), c.IntN(1e6), c.IntN(256), c.IntN(256), c.IntN(256))
	}
	c.put(file{department: department, folder: "ログ", name: "app_" + at.Format("20060102") + ".log", kind: "ログ", expect: Clear, why: "番号は処理の番号"}, []byte(b.String()), nil)
}

// sensor is measurements.
func (c *campus) sensor(department string) {
	t := write.Table{Header: []string{"timestamp", "sensor_id", "temperature", "humidity", "raw"}}
	at := c.between(2023, 2025)
	for range 1500 {
		at = at.Add(60e9)
		t.Rows = append(t.Rows, []string{at.Format("2006-01-02 15:04:05"), c.digits(10), fmt.Sprintf("%.3f", 15+10*c.Float64()), fmt.Sprintf("%.2f", 40+30*c.Float64()), c.digits(12)})
	}
	data, err := t.CSV(",", "utf-8")
	c.put(file{department: department, folder: "実験データ/" + at.Format("2006"), name: "sensor_" + at.Format("0102") + ".csv", kind: "測定データ", expect: Clear, why: "温度と湿度の記録"}, data, err)
}

// code is a program.
func (c *campus) code(department string) {
	lines := []string{
		"# -*- coding: utf-8 -*-", "import numpy as np", "", "SEED = " + c.digits(9), "PHONE_FORMAT = '0{}0-{}-{}'", "",
		"def solve(a, b):", "    # 連立方程式を解く", "    return np.linalg.solve(a, b)", "",
		"if __name__ == '__main__':", "    x = solve(np.eye(3), np.ones(3))", "    print('name:', __name__, 'result:', x)", "    url = 'https://example.com/api?id=" + c.digits(12) + "'",
	}
	c.put(file{department: department, folder: "プログラム", name: c.pick("main", "solve", "plot", "train") + ".py", kind: "プログラム", expect: Clear, why: "プログラムの中の数"}, []byte(strings.Join(lines, "\n")+"\n"), nil)
}

// codes is numbers with check digits that are nobody's: of companies and goods.
func (c *campus) codes(department string) {
	t := write.Table{Sheet: "一覧", Above: []string{"取引先・物品コード一覧"}, Header: []string{"法人番号", "取引先名", "JANコード", "品名", "管理番号"}}
	for i := range 40 {
		t.Rows = append(t.Rows, []string{c.corporateNumber(), fmt.Sprintf("取引先%03d", i+1), c.jan(), c.pick("用紙", "試薬", "工具"), c.digits(12)})
	}
	ext, data, err := c.table(t)
	c.put(file{department: department, folder: "調達", name: "コード一覧_" + c.year() + ext, kind: "コード表", expect: Clear, why: "会社と商品の番号"}, data, err)
}
