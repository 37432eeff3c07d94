//go:build !unix

package engine_test

const role = "TENKEN_TEST_ROLE"

func part([]string) int { return 1 }
