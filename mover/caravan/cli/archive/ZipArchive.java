package caravan.cli.archive;

import caravan.restic.fs.BytePath;
import caravan.restic.snapshot.GoFileMode;
import caravan.restic.snapshot.Node;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Zip with Unix modes and symlinks; names that are not UTF-8 lose what is not. */
public final class ZipArchive implements Archive {
  private static final int FILE = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int SYMLINK = 0120000;
  private final ZipArchiveOutputStream out;

  public ZipArchive(OutputStream stream) {
    out = new ZipArchiveOutputStream(stream);
    out.setEncoding("UTF-8");
    out.setUseLanguageEncodingFlag(true);
  }

  @Override
  public void add(byte[] path, Node node, Content content) throws IOException {
    var name = BytePath.display(path);
    int permissions = GoFileMode.permissions(node.attributes().mode());
    switch (node.type()) {
      case FILE -> {
        var entry = entry(name, node, FILE | permissions);
        entry.setMethod(ZipArchiveEntry.DEFLATED);
        entry.setSize(node.attributes().sizeBytes());
        out.putArchiveEntry(entry);
        var counted = new CountedStream(out, node.attributes().sizeBytes());
        content.writeTo(counted);
        counted.requireComplete();
      }
      case DIR -> store(entry(name + "/", node, DIRECTORY | permissions), new byte[0]);
      case SYMLINK -> store(entry(name, node, SYMLINK | permissions), node.linkTarget());
      default -> throw new IllegalArgumentException("no entry for a " + node.type());
    }
    out.closeArchiveEntry();
  }

  private static ZipArchiveEntry entry(String name, Node node, int mode) {
    var entry = new ZipArchiveEntry(name);
    entry.setLastModifiedTime(FileTime.from(node.attributes().mtime().seconds(), TimeUnit.SECONDS));
    entry.setUnixMode(mode);
    return entry;
  }

  private void store(ZipArchiveEntry entry, byte[] content) throws IOException {
    var checksum = new CRC32();
    checksum.update(content);
    entry.setMethod(ZipArchiveEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    out.putArchiveEntry(entry);
    out.write(content);
  }

  @Override
  public void close() throws IOException {
    out.finish();
    out.flush();
  }
}
