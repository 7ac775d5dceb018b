package caravan.cli.archive;

import caravan.restic.snapshot.GoFileMode;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.NodeType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * POSIX tar: a ustar header for each entry, and before it PAX records for what a header cannot
 * hold, such as long names, extended attributes and ACLs. Names and values are raw bytes all the
 * way, which no library does.
 */
public final class TarArchive implements Archive {
  static final int BLOCK_BYTES = 512;
  private static final int END_BLOCKS = 2;
  private final OutputStream out;

  public TarArchive(OutputStream out) {
    this.out = out;
  }

  @Override
  public void add(byte[] path, Node node, Content content) throws IOException {
    boolean isDirectory = node.type() == NodeType.DIR;
    var name = isDirectory ? withSlash(path) : path;
    var link = node.type() == NodeType.SYMLINK ? node.linkTarget() : new byte[0];
    long size = node.type() == NodeType.FILE ? node.attributes().sizeBytes() : 0;
    var records = new PaxRecords();
    var header = header(node, records);
    header.name(name, link, records).size(size, records);
    AclText.addAttributes(records, node.extendedAttributes());
    if (!records.isEmpty()) {
      var extension = records.toBytes();
      out.write(TarHeader.extension(name, extension.length).toBytes());
      out.write(extension);
      pad(extension.length);
    }
    out.write(header.toBytes());
    if (size > 0) {
      writeContent(content, size);
    }
  }

  private static TarHeader header(Node node, PaxRecords records) {
    var attributes = node.attributes();
    var mtime = attributes.mtime();
    // To the nearest second, as restic's archives have it.
    long seconds = mtime.seconds() + (mtime.nanos() >= 500_000_000 ? 1 : 0);
    char type =
        switch (node.type()) {
          case FILE -> '0';
          case SYMLINK -> '2';
          case DIR -> '5';
          default -> throw new IllegalArgumentException("no entry for a " + node.type());
        };
    return new TarHeader(type, GoFileMode.permissions(attributes.mode()))
        .owner(attributes, records)
        .modified(seconds, records);
  }

  private void writeContent(Content content, long size) throws IOException {
    var counted = new CountedStream(out, size);
    content.writeTo(counted);
    counted.requireComplete();
    pad(size);
  }

  private void pad(long length) throws IOException {
    int rest = (int) (length % BLOCK_BYTES);
    if (rest > 0) {
      out.write(new byte[BLOCK_BYTES - rest]);
    }
  }

  private static byte[] withSlash(byte[] path) {
    var name = Arrays.copyOf(path, path.length + 1);
    name[path.length] = '/';
    return name;
  }

  @Override
  public void close() throws IOException {
    out.write(new byte[END_BLOCKS * BLOCK_BYTES]);
    out.flush();
  }
}
