// Command envsubst replaces ${VARIABLE} as Flux does: standard input to standard output, values from the environment.
// With --strict a variable without value and default is an error, as with Flux's feature gate StrictPostBuildSubstitutions.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/fluxcd/pkg/envsubst"
)

func main() {
	text, err := io.ReadAll(os.Stdin)
	if err == nil {
		var replaced string
		replaced, err = envsubst.EvalEnv(string(text), len(os.Args) > 1 && os.Args[1] == "--strict")
		fmt.Print(replaced)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
