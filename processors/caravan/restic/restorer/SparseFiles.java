package caravan.restic.restorer;

import caravan.restic.BlobType;
import caravan.restic.Id;

/** Says which new files get holes where their content has only zeros. */
final class SparseFiles {
  /** Of 512 KiB of zeros: where a chunk of zeros is cut. */
  private static final Id ZERO_CHUNK =
      Id.parse("07854d2fef297a06ba81685e660c332de36d5d18d546927d30daad6d7fda1541");

  private final FileTable files;
  private final boolean isWanted;
  private final int zeroBlob;

  SparseFiles(Run run) {
    files = run.files();
    isWanted = run.options().sparse();
    zeroBlob = run.repository().index().ordinal(BlobType.DATA, ZERO_CHUNK);
  }

  /** Whether a file that did not exist is one: of one piece, or with a chunk of zeros. */
  boolean includes(int file) {
    if (!isWanted || files.state(file) == FileState.DIFFERENT) {
      return false;
    }
    int first = files.firstPiece(file), end = files.endPiece(file);
    boolean includes = end - first == 1;
    for (int piece = first; piece < end && !includes; piece++) {
      includes = files.blob(piece) == zeroBlob;
    }
    return includes;
  }
}
