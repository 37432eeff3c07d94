package engine_test

import (
	"os"
	"strings"
	"testing"

	"tenken/internal/ledger"
	"tenken/internal/ledger/pgtest"
)

func TestMain(m *testing.M) {
	if r := os.Getenv(role); r != "" {
		os.Exit(part(strings.Split(r, "\t")))
	}
	os.Exit(pgtest.M{M: m}.Run())
}

// databases are those of the folders of a test, while TestOnPostgres runs; nil
// otherwise.
var databases map[string]string

// place is the option of a test's folder.
func place(t testing.TB, dir string) ledger.Option {
	if databases == nil {
		return ledger.At("")
	}
	if databases[dir] == "" {
		databases[dir] = pgtest.Database(t)
	}
	return ledger.At(databases[dir])
}

// TestOnPostgres runs what tests the engine as such on the other home, too.
func TestOnPostgres(t *testing.T) {
	pgtest.Database(t) // skips
	databases = map[string]string{}
	defer func() { databases = nil }()
	for name, test := range map[string]func(*testing.T){
		"OnlyWhatIsDue": TestOnlyWhatIsDueIsInspected, "Refusals": TestFoldersThatRefuseAreRecords, "Readers": TestReadersThatFail,
		"Interrupted": TestAnInterruptedRunGoesOn, "FullDisk": TestADiskThatIsFullEndsTheRun, "Changes": TestOnlyChangesAreListed,
		"TriedAgain": TestWhatCouldNotBeReadIsTriedAgain, "Resumed": TestAResumedRunGoesOnInItsMode, "Judged": TestJudgedWithoutBeingRead, "Twins": TestTheSameBytesAreReadOnce,
	} {
		t.Run(name, test)
	}
}
