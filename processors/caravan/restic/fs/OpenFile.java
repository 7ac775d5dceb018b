package caravan.restic.fs;

/** An open regular file; positions are the caller's. */
public final class OpenFile implements AutoCloseable {
  OpenFile() {}

  public FileStat stat() {
    throw new UnsupportedOperationException();
  }

  /** Reads up to {@code length} bytes; returns how many, 0 at the end of the file. */
  public int read(byte[] buffer, int offset, int length, long position) {
    throw new UnsupportedOperationException();
  }

  public void write(byte[] buffer, int offset, int length, long position) {
    throw new UnsupportedOperationException();
  }

  public void truncate(long sizeBytes) {
    throw new UnsupportedOperationException();
  }

  /** Reserves space where the file system can; elsewhere nothing happens. */
  public void allocate(long sizeBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
