package caravan.replication;

import caravan.api.Annotations;
import caravan.api.Exclude;
import caravan.api.Replication;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a mover is told to do, wherever it runs.
 *
 * @param operations its arguments, in this order
 * @param variables how, in VolSync's variables and in ours ({@code CARAVAN_...})
 */
public record MoverOrders(List<String> operations, Map<String, String> variables) {
  private static final String KEEP_ONE = "--keep-last 1";

  /** The orders of a run; whether locks are cleared first is the platform's to say. */
  public static MoverOrders of(Replication object, Run run) {
    return switch (object) {
      case ReplicationSource source -> new MoverOrders(backup(run), backingUp(source, run));
      case ReplicationDestination destination ->
          new MoverOrders(List.of("restore"), restoring(destination));
    };
  }

  private static List<String> backup(Run run) {
    var operations = new ArrayList<>(List.of("backup"));
    if (run.prune()) {
      operations.add("prune");
    }
    if (run.check()) {
      operations.add("check");
    }
    return operations;
  }

  private static Map<String, String> backingUp(ReplicationSource source, Run run) {
    var restic = source.restic();
    var variables = new LinkedHashMap<String, String>();
    variables.put("FORGET_OPTIONS", ForgetOptions.of(source, run));
    variables.put("RESTORE_AS_OF", "");
    variables.put("SELECT_PREVIOUS", "0");
    variables.put("RESTORE_OPTIONS", "");
    excluding(restic.exclude(), variables);
    putGiven(variables, "CARAVAN_READ_DATA", restic.readDataSubset());
    putGiven(variables, "CARAVAN_ACCEPT_SHRUNK", source.annotation(Annotations.ACCEPT_SHRUNK));
    return variables;
  }

  private static void excluding(Exclude exclude, Map<String, String> variables) {
    if (exclude == null) {
      return;
    }
    if (Boolean.TRUE.equals(exclude.caches())) {
      variables.put("CARAVAN_EXCLUDE_CACHES", "true");
    }
    if (exclude.patterns() != null && !exclude.patterns().isEmpty()) {
      variables.put("CARAVAN_EXCLUDE", String.join("\n", exclude.patterns()));
    }
  }

  private static Map<String, String> restoring(ReplicationDestination destination) {
    var restic = destination.restic();
    var variables = new LinkedHashMap<String, String>();
    variables.put("FORGET_OPTIONS", KEEP_ONE);
    variables.put("RESTORE_AS_OF", restic.restoreAsOf() == null ? "" : restic.restoreAsOf());
    variables.put(
        "SELECT_PREVIOUS", String.valueOf(restic.previous() == null ? 0 : restic.previous()));
    variables.put(
        "RESTORE_OPTIONS", Boolean.TRUE.equals(restic.enableFileDeletion()) ? "--delete" : "");
    putGiven(variables, "CARAVAN_SNAPSHOT", restic.snapshot());
    putGiven(variables, "CARAVAN_ON_MISSING_SNAPSHOT", restic.onMissingSnapshot());
    return variables;
  }

  private static void putGiven(Map<String, String> variables, String name, String value) {
    if (value != null) {
      variables.put(name, value);
    }
  }
}
