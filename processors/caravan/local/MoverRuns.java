package caravan.local;

import caravan.api.Replication;
import caravan.mover.MoverEnvironment;
import caravan.mover.MoverLog;
import caravan.mover.MoverResult;
import caravan.mover.MoverRun;
import caravan.mover.MoverServices;
import caravan.mover.Operation;
import caravan.replication.MoverOrders;
import caravan.replication.Outcome;
import caravan.replication.Progress.Failed;
import caravan.replication.Reconciliation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Both ends of a mover's run in this process: what it is to do, and what came of it. */
public final class MoverRuns {
  private final LocalFolders folders;
  private final LocalObjects objects;
  private final MoverServices services;
  private final Map<String, String> environment;
  private final Map<Object, LogTail> logs = new ConcurrentHashMap<>();

  /**
   * @param environment what a mover gets besides its Secret: proxies
   */
  MoverRuns(
      LocalFolders folders,
      LocalObjects objects,
      MoverServices services,
      Map<String, String> environment) {
    this.folders = folders;
    this.objects = objects;
    this.services = services;
    this.environment = environment;
  }

  /** The run of a pass, ready to be handed to the mover's route. */
  public MoverRun describe(Reconciliation pass) throws IOException, Repositories.Missing {
    var variables = new HashMap<>(environment);
    variables.putAll(Repositories.environment(objects.manifests(), pass.object()));
    variables.put("DATA_DIR", pass.run().volume());
    variables.put("RESTIC_CACHE_DIR", pass.run().cache());
    certificate(pass.object(), variables);
    var log = new LogTail(pass.object().key());
    logs.put(pass.object().key(), log);
    var operations = operations(pass, variables);
    return new MoverRun(
        operations, MoverEnvironment.from(variables), services, new MoverLog(log::line));
  }

  /** Locks that a killed run left are cleared first: the runs of a repository queue anyway. */
  private static List<Operation> operations(Reconciliation pass, Map<String, String> variables) {
    var orders = MoverOrders.of(pass.object(), pass.run());
    variables.putAll(orders.variables());
    var operations = new ArrayList<>(List.of(Operation.UNLOCK));
    operations.addAll(Operation.parse(orders.operations()));
    return operations;
  }

  private void certificate(Replication object, Map<String, String> variables)
      throws IOException, Repositories.Missing {
    var certificate = Repositories.certificate(objects.manifests(), object);
    if (certificate != null) {
      var file = Path.of(folders.cache(object) + "-ca.crt");
      Files.writeString(file, certificate);
      variables.put("RESTIC_CACERT", file.toString());
    }
  }

  private static Failed failed(Reconciliation pass, MoverResult.Failure failure) {
    var secret = pass.object().restic().repository();
    var action =
        switch (failure.kind()) {
          case WRONG_PASSWORD -> "set RESTIC_PASSWORD in the Secret " + secret;
          case REPOSITORY_MISSING -> "correct RESTIC_REPOSITORY in the Secret " + secret;
          default -> "";
        };
    return new Failed(failure.message(), action, failure.kind().reason());
  }

  /** This process does more than the run: its memory is not the run's. */
  private static Outcome.Figures figures(MoverResult result) {
    return new Outcome.Figures(
        result.files(),
        result.bytes(),
        result.addedBytes(),
        result.storedBytes(),
        result.duration().toSeconds(),
        0);
  }

  /** What the run came to; a failure says what to do where the engine knows it. */
  public Reconciliation read(Reconciliation pass, MoverResult result) {
    if (!pass.isReady() || result == null) {
      return pass;
    }
    var log = logs.remove(pass.object().key());
    var outcome =
        new Outcome(
            result.isSuccess(),
            log.text(result.isSuccess()),
            result.snapshot() == null ? null : result.snapshot().toString(),
            figures(result),
            result.pruned(),
            result.checked(),
            result.shrunk() == null ? null : result.shrunk().snapshot().toString(),
            new Outcome.Unreadable(result.unreadable(), result.failures()));
    var read = pass.withOutcome(outcome);
    return result.isSuccess() ? read : read.with(failed(pass, result.failure()));
  }
}
