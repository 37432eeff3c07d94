package medical

import (
	"strings"

	"tenken/detectors"
)

// Genome is somebody's genetic data: variants, aligned or raw reads, or the
// table of a personal test. The reference must be a human's where it is told.
type Genome struct{}

// Info describes the detector.
func (Genome) Info() detectors.Info {
	return detectors.Info{
		ID: "genome", Label: "ゲノムデータ", English: "Genetic data", Category: detectors.Medical, Severity: 1, Persons: detectors.Key, Names: true,
		Validate: "signature of the format; samples; lengths of the human chromosome 1 (GRCh37, GRCh38, T2T)",
		Source:   "個人情報の保護に関する法律施行令 第1条第1号イ; VCF 4.x and SAM specifications (samtools/hts-specs)",
	}
}

const (
	vcfHeader = "#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\tFORMAT\t"
	samGroup  = "@RG\t"
	testTable = "rsid\tchromosome\tposition"
	plinkBED  = "PLINK BED genotypes"
)

// Asks asks about the words that formats begin with. internal/extract/genome
// writes headers of binary formats as text.
func (Genome) Asks() detectors.Asks {
	return detectors.Asks{Terms: []string{"#CHROM", "SM:", "rsid", plinkBED, "+\n", ".fam", ".ped", ".cram"}, Beside: true}
}

// Judge reads the line.
func (Genome) Judge(c *detectors.Candidate) {
	word := c.Start
	switch c.Text[c.Start] {
	case '+':
		reads(c)
		return
	case '.': // the name of a file of PLINK or of reads
		if c.End == len(c.Text) && !strings.ContainsAny(c.Text, "\n ") {
			c.Report(c.Start, c.End, 0.7, detectors.WhyForm)
		}
		return
	}
	start, end := c.Line()
	line := c.Text[start:end]
	confidence, why := 0.95, detectors.WhyForm|detectors.WhyKnown
	switch human(c.Text) {
	case unknownSpecies:
		confidence, why = 0.7, detectors.WhyForm
	case otherSpecies:
		confidence, why = detectors.Low, detectors.WhyForm|detectors.WhyUnknown
	}
	switch {
	case strings.HasPrefix(line, vcfHeader) && word == start:
		at := start + len(vcfHeader)
		for sample := range strings.SplitSeq(line[len(vcfHeader):], "\t") {
			c.Report(at, at+len(sample), confidence, why)
			at += len(sample) + 1
		}
	case strings.HasPrefix(line, samGroup) && line[word-start-1] == '\t':
		at := word + len("SM:")
		sample, _, _ := strings.Cut(c.Text[at:end], "\t")
		c.Report(at, at+len(sample), confidence, why)
	case strings.HasPrefix(strings.TrimLeft(line, "# "), testTable) && !strings.Contains(c.Text[start:word], "rsid"):
		c.Report(word, word+len("rsid"), 0.9, detectors.WhyForm)
	case strings.HasPrefix(line, plinkBED) && word == start:
		c.Report(start, end, 0.8, detectors.WhyForm)
	}
}

type species uint8

const (
	unknownSpecies species = iota
	humanSpecies
	otherSpecies
)

// chromosome1 are the lengths of the human chromosome 1 in the references in
// use: GRCh38, GRCh37, T2T-CHM13.
var chromosome1 = []string{"248956422", "249250621", "248387328"}

// human tells by the lengths of the reference's sequences whose it is.
func human(text string) species {
	head := text[:min(len(text), 256<<10)]
	for _, n := range chromosome1 {
		if strings.Contains(head, n) {
			return humanSpecies
		}
	}
	if strings.Contains(head, "##contig=<ID=") && strings.Contains(head, "length=") || strings.Contains(head, "@SQ\tSN:") {
		return otherSpecies
	}
	return unknownSpecies
}

// fastqBytes is how far into a piece reads are looked at: a file has millions.
const fastqBytes = 4 << 10

// reads reports the run of a read of FASTQ: its name, its bases, a plus and a
// quality for each base.
func reads(c *detectors.Candidate) {
	at := c.Start
	if at > fastqBytes || at == 0 || c.Text[at-1] != '\n' {
		return
	}
	before := strings.Split(c.Text[:at-1], "\n")
	quality, _, _ := strings.Cut(c.Text[c.End:], "\n")
	if len(before) < 2 {
		return
	}
	name, bases := before[len(before)-2], before[len(before)-1]
	if len(bases) < 30 || len(quality) != len(bases) || strings.Trim(bases, "ACGTNacgtn") != "" || name == "" || name[0] != '@' {
		return
	}
	start := at - 1 - len(bases) - 1 - len(name) + 1
	run := strings.IndexAny(name[1:], ".:/ \t")
	if run < 0 {
		run = len(name) - 1
	}
	c.Line()
	c.Lo = 0
	c.Report(start, start+run, 0.65, detectors.WhyForm)
}
