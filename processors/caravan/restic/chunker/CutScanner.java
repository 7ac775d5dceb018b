package caravan.restic.chunker;

/** Finds the first place where the fingerprint of the 64 bytes before it allows a cut. */
interface CutScanner {
  int WINDOW_BYTES = 64;

  /** The smallest such place from {@code from} to {@code to} inclusive, or -1; from >= 64. */
  int find(byte[] buffer, int from, int to);
}
