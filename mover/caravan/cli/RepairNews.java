package caravan.cli;

import caravan.restic.repairer.RepairListener;

/** Tells what a repair does; restic has no JSON for it. */
final class RepairNews implements RepairListener {
  private static final int VERBOSE = 2;
  private final Verb verb;

  RepairNews(Verb verb) {
    this.verb = verb;
  }

  @Override
  public void step(String text) {
    verb.sayAlways(text.stripTrailing());
  }

  @Override
  public void found(String text) {
    verb.warn(text);
  }

  @Override
  public void detail(String text) {
    if (verb.global.verbosity() >= VERBOSE) {
      verb.sayAlways(text);
    }
  }
}
