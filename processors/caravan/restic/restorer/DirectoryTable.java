package caravan.restic.restorer;

import caravan.restic.fs.BytePath;
import java.util.BitSet;

/**
 * The directories of a restore, numbered in the order of the walk; a second walk counts along. Each
 * knows where the numbers behind everything below it go on, so that it can be passed over.
 */
final class DirectoryTable {
  static final int ROOT = 0;
  private final Names names;
  private final IntList parents = new IntList();
  private final IntList nameAt = new IntList();
  private final IntList nextDirectory = new IntList();
  private final IntList nextFile = new IntList();
  private final BitSet lost = new BitSet();

  DirectoryTable(Names names) {
    this.names = names;
  }

  int add(int parent, byte[] name) {
    int number = parents.size();
    parents.add(parent);
    nameAt.add(names.add(name));
    nextDirectory.add(number + 1);
    nextFile.add(0);
    return number;
  }

  /** All that is below the directory has been numbered. */
  void close(int directory, int file) {
    nextDirectory.set(directory, parents.size());
    nextFile.set(directory, file);
  }

  /** The directory could not be made, or what is in it could not be read. */
  void lose(int directory) {
    lost.set(directory);
  }

  boolean isLost(int directory) {
    return lost.get(directory);
  }

  /** The first directory that is not below this one. */
  int nextDirectory(int directory) {
    return nextDirectory.get(directory);
  }

  /** The first file that is not below this directory. */
  int nextFile(int directory) {
    return nextFile.get(directory);
  }

  int parent(int directory) {
    return parents.get(directory);
  }

  byte[] name(int directory) {
    return names.get(nameAt.get(directory));
  }

  /** The path within what is restored, from {@code /}. */
  byte[] location(int directory) {
    return directory == ROOT
        ? BytePath.of("/")
        : BytePath.join(location(parent(directory)), name(directory));
  }
}
