package caravan.restic.repository;

import java.util.Arrays;

/** Compares what a sealed blob opens to, piece by piece, with the content it was made of. */
final class TurnBack {
  private final Zstd zstd;
  private final byte[] content;
  private final int length;
  private int compared;
  private boolean isEqual = true;
  private boolean isComplete;

  /**
   * @param zstd null when the blob is stored plain
   */
  TurnBack(Zstd zstd, byte[] content, int length) {
    this.zstd = zstd;
    this.content = content;
    this.length = length;
    isComplete = zstd == null;
    if (zstd != null) {
      zstd.restart();
    }
  }

  void accept(byte[] piece, int size) {
    if (zstd == null) {
      compare(piece, size);
    } else {
      // Bytes after the end of the frame would begin another, and be missed here.
      isEqual &= !isComplete;
      isComplete = zstd.decompressNext(piece, size, this::compare);
    }
  }

  boolean isEqual() {
    return isEqual && isComplete && compared == length;
  }

  private void compare(byte[] bytes, int size) {
    int end = compared + size;
    isEqual &= end <= length && Arrays.equals(bytes, 0, size, content, compared, end);
    compared = end;
  }
}
