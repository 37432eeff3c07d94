package policy

import (
	"fmt"
	"sync"
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/ext"

	"tenken/internal/record"
)

// program is a line of CEL (https://cel.dev) that was checked.
type program struct{ run cel.Program }

// celCost bounds the work of one line on one file, in CEL's own units; what it
// interrupts does not hold, and lines of a sensible policy stay far below.
const celCost = 100_000

// celVariables are what a line may ask for.
var celVariables = []cel.EnvOption{
	cel.Variable("types", cel.ListType(cel.StringType)),              // of findings that are sure
	cel.Variable("categories", cel.ListType(cel.StringType)),         // of them
	cel.Variable("counts", cel.MapType(cel.StringType, cel.IntType)), // of them, by type; see count()
	cel.Variable("persons", cel.IntType),
	cel.Variable("labels", cel.ListType(cel.StringType)),
	cel.Variable("grade", cel.StringType),    // its id
	cel.Variable("exposure", cel.StringType), // "anyone"
	cel.Variable("shares", cel.IntType),
	cel.Variable("storage", cel.StringType), // its id
	cel.Variable("kind", cel.StringType),
	cel.Variable("contract", cel.StringType),
	cel.Variable("device", cel.StringType),
	cel.Variable("source", cel.StringType),
	cel.Variable("path", cel.StringType),
	cel.Variable("owner", cel.StringType),
	cel.Variable("department", cel.StringType),
	cel.Variable("media", cel.StringType),
	cel.Variable("size", cel.IntType),     // bytes
	cel.Variable("age_days", cel.IntType), // since the last change; -1 unknown
	cel.Variable("encrypted", cel.BoolType),
	ext.Strings(),
	cel.Macros(cel.GlobalMacro("count", 1, countMacro)),
}

// countMacro makes count("name") the count of a type, 0 where there is none.
func countMacro(f cel.MacroExprFactory, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
	counts := func() ast.Expr { return f.NewIdent("counts") }
	return f.NewCall(operators.Conditional,
		f.NewCall(operators.In, args[0], counts()),
		f.NewCall(operators.Index, counts(), f.Copy(args[0])),
		f.NewLiteral(types.Int(0))), nil
}

var celEnv = sync.OnceValues(func() (*cel.Env, error) { return cel.NewEnv(celVariables...) })

// compile checks a line. Its error says where in the line the mistake is.
func compile(line string) (*program, error) {
	env, err := celEnv()
	if err != nil {
		return nil, err
	}
	tree, issues := env.Compile(line)
	if issues.Err() != nil {
		return nil, issues.Err()
	}
	if tree.OutputType() != cel.BoolType {
		return nil, fmt.Errorf("it gives a %s; want true or false", tree.OutputType())
	}
	run, err := env.Program(tree, cel.EvalOptions(cel.OptOptimize), cel.CostLimit(celCost))
	return &program{run}, err
}

func (p *program) holds(s *subject) bool {
	out, _, err := p.run.Eval(s.variables())
	if err != nil {
		return false
	}
	yes, ok := out.Value().(bool)
	return ok && yes
}

// variables are what CEL sees of the file.
func (s *subject) variables() map[string]any {
	if s.vars != nil {
		return s.vars
	}
	found, categories, counts := []string{}, []string{}, map[string]int64{}
	for _, g := range s.Findings {
		if g.Confidence >= defaultConfidence {
			found = append(found, g.Type)
			categories = append(categories, string(g.Category))
			counts[g.Type] = int64(g.Count)
		}
	}
	grade, days := "", int64(-1)
	if s.grade >= 0 {
		grade = s.p.Grades[s.grade].ID
	}
	if s.known() {
		days = int64(s.age() / (24 * time.Hour))
	}
	labels := s.Labels
	if labels == nil {
		labels = []string{}
	}
	s.vars = map[string]any{
		"types": found, "categories": categories, "counts": counts, "persons": int64(s.Persons), "labels": labels,
		"grade": grade, "exposure": s.Exposure.String(), "shares": int64(s.Shares), "storage": s.storage,
		"kind": s.Storage.Kind, "contract": string(s.Storage.Contract), "device": string(s.Storage.Device),
		"source": s.Source, "path": s.Path, "owner": s.Owner, "department": s.Department, "media": s.Media,
		"size": s.Size, "age_days": days, "encrypted": s.Protection == record.WithPassword,
	}
	return s.vars
}
