package caravan.mover;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** A step of a mover's route: the message's body is the run it works on. */
public abstract class MoverStep implements Processor {
  @Override
  public final void process(Exchange exchange) {
    var run = exchange.getMessage().getBody(MoverRun.class);
    run(run, exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
  }

  abstract void run(MoverRun run);

  /** For the step that is told what went wrong. */
  void run(MoverRun run, Throwable caught) {
    run(run);
  }
}
