package caravan.restic.fs;

import caravan.restic.snapshot.ExtendedAttribute;
import java.util.List;

/**
 * An open directory of the local file system; entries are named by raw bytes, relative to it, and
 * no call ever follows a symbolic link in the last component. Failures are {@link PosixException}.
 */
public final class Directory implements AutoCloseable {
  private Directory() {}

  /** Opens by path (symbolic links on the way are followed, as the user named it). */
  public static Directory open(byte[] path) {
    throw new UnsupportedOperationException();
  }

  /** The names of all entries but {@code .} and {@code ..}, in increasing order of their bytes. */
  public List<byte[]> names() {
    throw new UnsupportedOperationException();
  }

  public FileStat stat(byte[] name) {
    throw new UnsupportedOperationException();
  }

  /** Of the directory itself. */
  public FileStat stat() {
    throw new UnsupportedOperationException();
  }

  /** Opens a subdirectory; a symbolic link in its place is a failure. */
  public Directory child(byte[] name) {
    throw new UnsupportedOperationException();
  }

  public OpenFile openForReading(byte[] name) {
    throw new UnsupportedOperationException();
  }

  /** Creates a file that is not there (O_EXCL), or opens one that is. */
  public OpenFile openForWriting(byte[] name, boolean create) {
    throw new UnsupportedOperationException();
  }

  public byte[] readLink(byte[] name) {
    throw new UnsupportedOperationException();
  }

  /** In the file system's order; empty where it has none or does not support them. */
  public List<ExtendedAttribute> extendedAttributes(byte[] name) {
    throw new UnsupportedOperationException();
  }

  public void setExtendedAttribute(byte[] name, ExtendedAttribute attribute) {
    throw new UnsupportedOperationException();
  }

  public void removeExtendedAttribute(byte[] name, String attribute) {
    throw new UnsupportedOperationException();
  }

  public void makeDirectory(byte[] name, int mode) {
    throw new UnsupportedOperationException();
  }

  public void makeSymlink(byte[] name, byte[] target) {
    throw new UnsupportedOperationException();
  }

  /** Makes {@code name} here another name of {@code existing} in {@code directory}. */
  public void makeLink(byte[] name, Directory directory, byte[] existing) {
    throw new UnsupportedOperationException();
  }

  /** A FIFO or device node; {@code mode} is {@code st_mode} with its type bits. */
  public void makeNode(byte[] name, int mode, long rdev) {
    throw new UnsupportedOperationException();
  }

  public void removeFile(byte[] name) {
    throw new UnsupportedOperationException();
  }

  public void removeDirectory(byte[] name) {
    throw new UnsupportedOperationException();
  }

  public void setOwner(byte[] name, int uid, int gid) {
    throw new UnsupportedOperationException();
  }

  /** Permission, setuid, setgid and sticky bits; never called for a symbolic link. */
  public void setMode(byte[] name, int mode) {
    throw new UnsupportedOperationException();
  }

  public void setTimes(
      byte[] name, long atimeSeconds, int atimeNanos, long mtimeSeconds, int mtimeNanos) {
    throw new UnsupportedOperationException();
  }

  /** Writes all data and metadata of this directory's file system to disk. */
  public void syncFileSystem() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
