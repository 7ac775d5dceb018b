package caravan.local;

import caravan.replication.Progress.Failed;
import caravan.replication.Reconciliation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * A step of a local route: takes the pass and returns the next one. It is skipped when the pass is
 * not ready, and a file it cannot read or write fails the pass.
 */
abstract class LocalStep implements Processor {
  /** The variable that has the newest pass, for a route that has put something else in the body. */
  static final String PASS = "pass";

  @Override
  public final void process(Exchange exchange) {
    var pass = exchange.getMessage().getBody(Reconciliation.class);
    var next = pass.isReady() || isForAll() ? tried(pass) : pass;
    exchange.setVariable(PASS, next);
    exchange.getMessage().setBody(next);
  }

  /** Whether the step is taken with every pass, ready or not. */
  boolean isForAll() {
    return false;
  }

  abstract Reconciliation reconcile(Reconciliation pass) throws IOException;

  private Reconciliation tried(Reconciliation pass) {
    try {
      return reconcile(pass);
    } catch (UncheckedIOException e) {
      return pass.with(new Failed(e.getMessage(), ""));
    } catch (IOException e) {
      return pass.with(new Failed(describe(e), ""));
    }
  }

  static String describe(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> missing.getFile() + " is not there";
      case FileSystemException failure when failure.getReason() == null ->
          failure.getFile() + ": " + failure.getClass().getSimpleName();
      default -> String.valueOf(e.getMessage());
    };
  }
}
