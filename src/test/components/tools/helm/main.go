// Command helm does what `helm template` does, with Helm's own loader, schema check and engine, and is built in a fraction
// of the time: helm template RELEASE CHART [--namespace NAME] [--api-versions VERSION] [--set NAME=VALUE] [--values FILE]
package main

import (
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"

	"helm.sh/helm/v3/pkg/chart/loader"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
	"helm.sh/helm/v3/pkg/strvals"
)

func main() {
	if err := template(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
		os.Exit(1)
	}
}

func template(words []string) error {
	if len(words) < 3 || words[0] != "template" {
		return fmt.Errorf("usage: helm template RELEASE CHART [OPTION VALUE]...")
	}
	chart, err := loader.Load(words[2])
	if err != nil {
		return err
	}
	options := chartutil.ReleaseOptions{Name: words[1], Namespace: "default", Revision: 1, IsInstall: true}
	capabilities := chartutil.DefaultCapabilities.Copy()
	values := map[string]any{}
	for rest := words[3:]; len(rest) > 1; rest = rest[2:] {
		switch rest[0] {
		case "--namespace":
			options.Namespace = rest[1]
		case "--api-versions":
			capabilities.APIVersions = append(capabilities.APIVersions, rest[1])
		case "--set":
			err = strvals.ParseInto(rest[1], values)
		case "--values":
			var read chartutil.Values
			if read, err = chartutil.ReadValuesFile(rest[1]); err == nil {
				values = chartutil.CoalesceTables(values, read)
			}
		default:
			err = fmt.Errorf("unknown option %s", rest[0])
		}
		if err != nil {
			return err
		}
	}
	all, err := chartutil.ToRenderValues(chart, values, options, capabilities)
	if err != nil {
		return err
	}
	rendered, err := engine.Render(chart, all)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(rendered)) {
		if path.Base(name) == "NOTES.txt" {
			fmt.Fprint(os.Stderr, rendered[name])
		} else if text := strings.TrimSpace(rendered[name]); text != "" && !strings.HasPrefix(path.Base(name), "_") {
			fmt.Printf("---\n# Source: %s\n%s\n", name, text)
		}
	}
	return nil
}
