module tenken/bench/detect

go 1.26.0

require (
	github.com/wasilibs/go-re2 v1.13.0
	golang.org/x/text v0.43.0
	tenken v0.0.0
)

require golang.org/x/sys v0.49.0 // indirect

replace tenken => ../..
