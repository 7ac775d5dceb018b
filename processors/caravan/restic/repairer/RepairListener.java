package caravan.restic.repairer;

/** Hears what a repair does and finds. */
public interface RepairListener {
  /** A step begins, in restic's words. */
  void step(String text);

  /** Something is not as it should be. */
  void found(String text);

  /** Something is told to those who asked for more. */
  void detail(String text);
}
