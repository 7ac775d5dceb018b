package caravan.restic.checker;

import caravan.components.Restic;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.TreeSet;

/** What {@code restic check --json} says about a repository. */
record ResticCheck(
    int exitCode,
    long errors,
    TreeSet<String> brokenPacks,
    boolean suggestsRepairIndex,
    boolean suggestsPrune,
    String messages) {
  static ResticCheck of(Restic restic, String... flags) throws IOException {
    var arguments = new String[flags.length + 2];
    arguments[0] = "check";
    arguments[1] = "--json";
    System.arraycopy(flags, 0, arguments, 2, flags.length);
    var result = restic.tryRun(arguments);
    var summary = new ObjectMapper().readTree(result.text().lines().reduce("", (a, b) -> b));
    var packs = new TreeSet<String>();
    summary.path("broken_packs").forEach(pack -> packs.add(pack.asText()));
    return new ResticCheck(
        result.exitCode(),
        summary.path("num_errors").asLong(),
        packs,
        summary.path("suggest_repair_index").asBoolean(),
        summary.path("suggest_prune").asBoolean(),
        result.errors());
  }
}
