package caravan.restic.restorer;

import caravan.restic.fs.BytePath;
import java.util.Arrays;

/**
 * The regular files of a restore and the pieces they are made of, in about 30 bytes a file and 12 a
 * piece. Pieces of all files are numbered through; a file's are neighbours.
 */
final class FileTable {
  private final Names names;
  private final IntList directories = new IntList();
  private final IntList nameAt = new IntList();
  private final LongList sizes = new LongList();
  private final IntList firstPieces = new IntList();
  private final IntList blobs = new IntList();
  private final LongList offsets = new LongList();
  private byte[] states = new byte[64];

  FileTable(Names names) {
    this.names = names;
  }

  /** A file without pieces that has failed until it is said otherwise. */
  int add(int directory, byte[] name) {
    int file = directories.size();
    directories.add(directory);
    nameAt.add(names.add(name));
    sizes.add(0);
    firstPieces.add(blobs.size());
    if (file == states.length) {
      states = Arrays.copyOf(states, Math.multiplyExact(file, 2));
    }
    return file;
  }

  /** Appends a blob, by its number in the index, to the last file. */
  void addPiece(int blob, int lengthBytes) {
    int file = directories.size() - 1;
    blobs.add(blob);
    offsets.add(sizes.get(file));
    sizes.set(file, sizes.get(file) + lengthBytes);
  }

  int files() {
    return directories.size();
  }

  int directory(int file) {
    return directories.get(file);
  }

  byte[] name(int file) {
    return names.get(nameAt.get(file));
  }

  byte[] location(int file, DirectoryTable table) {
    return BytePath.join(table.location(directory(file)), name(file));
  }

  long sizeBytes(int file) {
    return sizes.get(file);
  }

  int firstPiece(int file) {
    return firstPieces.get(file);
  }

  /** Behind the file's last piece. */
  int endPiece(int file) {
    return file + 1 < firstPieces.size() ? firstPieces.get(file + 1) : blobs.size();
  }

  /** The file a piece belongs to. */
  int fileOf(int piece) {
    return firstPieces.floor(piece);
  }

  /** The blob's number in the index. */
  int blob(int piece) {
    int blob = blobs.get(piece);
    return blob < 0 ? ~blob : blob;
  }

  /** Where in its file the piece begins. */
  long offset(int piece) {
    return offsets.get(piece);
  }

  /** Whether the file in the target has the piece already. */
  boolean isPresent(int piece) {
    return blobs.get(piece) < 0;
  }

  void setPresent(int piece, boolean isPresent) {
    int blob = blob(piece);
    blobs.set(piece, isPresent ? ~blob : blob);
  }

  FileState state(int file) {
    return FileState.of(states[file]);
  }

  synchronized void setState(int file, FileState state) {
    states[file] = (byte) state.ordinal();
  }

  /** Whether the file had not failed before. */
  synchronized boolean fail(int file) {
    boolean isNew = state(file) != FileState.FAILED;
    setState(file, FileState.FAILED);
    return isNew;
  }

  /** The file has been made, unless it has failed meanwhile. */
  synchronized void setCreated(int file) {
    if (state(file) == FileState.MISSING) {
      setState(file, FileState.CREATED);
    }
  }
}
