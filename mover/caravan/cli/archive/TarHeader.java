package caravan.cli.archive;

import caravan.restic.snapshot.Attributes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The block before an entry; what does not fit its fields goes to PAX records. */
final class TarHeader {
  private static final int NAME_BYTES = 100;
  private static final int NAME_AT = 0;
  private static final int MODE_AT = NAME_AT + NAME_BYTES;
  private static final int UID_AT = MODE_AT + 8;
  private static final int GID_AT = UID_AT + 8;
  private static final int SIZE_AT = GID_AT + 8;
  private static final int MTIME_AT = SIZE_AT + 12;
  private static final int CHECKSUM_AT = MTIME_AT + 12;
  private static final int TYPE_AT = CHECKSUM_AT + 8;
  private static final int LINK_AT = TYPE_AT + 1;
  private static final int MAGIC_AT = LINK_AT + NAME_BYTES;
  private static final int USER_AT = MAGIC_AT + 8;
  private static final int GROUP_AT = USER_AT + 32;
  private static final int OWNER_BYTES = 32;
  private static final long MAX_OWNER = (1L << 3 * 7) - 1;
  private static final long MAX_NUMBER = (1L << 3 * 11) - 1;
  private static final String EXTENSION_FOLDER = "PaxHeaders.0/";

  private final byte[] block = new byte[TarArchive.BLOCK_BYTES];

  TarHeader(char type, int mode) {
    block[TYPE_AT] = (byte) type;
    octal(MODE_AT, 8, mode);
    octal(UID_AT, 8, 0);
    octal(GID_AT, 8, 0);
    octal(SIZE_AT, 12, 0);
    octal(MTIME_AT, 12, 0);
    text(MAGIC_AT, "ustar\00000".getBytes(StandardCharsets.US_ASCII), 8);
  }

  /** The entry that carries PAX records for the one after it. */
  static TarHeader extension(byte[] name, int length) {
    var header = new TarHeader('x', 0644);
    header.octal(SIZE_AT, 12, length);
    int start = EXTENSION_FOLDER.length();
    var plain = Arrays.copyOf(EXTENSION_FOLDER.getBytes(StandardCharsets.US_ASCII), NAME_BYTES);
    int end = Math.min(name.length, NAME_BYTES - start);
    for (int i = 0; i < end; i++) {
      // Readers that know no PAX make a file of it.
      plain[start + i] = name[i] > ' ' && name[i] != '/' ? name[i] : (byte) '_';
    }
    header.text(NAME_AT, plain, start + end);
    return header;
  }

  TarHeader name(byte[] name, byte[] link, PaxRecords records) {
    text(NAME_AT, name, NAME_BYTES, "path", records);
    text(LINK_AT, link, NAME_BYTES, "linkpath", records);
    return this;
  }

  TarHeader size(long size, PaxRecords records) {
    number(SIZE_AT, 12, size, MAX_NUMBER, "size", records);
    return this;
  }

  TarHeader modified(long seconds, PaxRecords records) {
    number(MTIME_AT, 12, seconds, MAX_NUMBER, "mtime", records);
    return this;
  }

  TarHeader owner(Attributes attributes, PaxRecords records) {
    long uid = Integer.toUnsignedLong(attributes.uid());
    long gid = Integer.toUnsignedLong(attributes.gid());
    number(UID_AT, 8, uid, MAX_OWNER, "uid", records);
    number(GID_AT, 8, gid, MAX_OWNER, "gid", records);
    var user = attributes.user().getBytes(StandardCharsets.UTF_8);
    var group = attributes.group().getBytes(StandardCharsets.UTF_8);
    text(USER_AT, user, OWNER_BYTES, "uname", records);
    text(GROUP_AT, group, OWNER_BYTES, "gname", records);
    return this;
  }

  byte[] toBytes() {
    Arrays.fill(block, CHECKSUM_AT, CHECKSUM_AT + 8, (byte) ' ');
    int sum = 0;
    for (byte value : block) {
      sum += value & 0xff;
    }
    octal(CHECKSUM_AT, 7, sum);
    return block;
  }

  private void text(int at, byte[] value, int room, String key, PaxRecords records) {
    boolean fits = value.length <= room - 1;
    for (byte character : value) {
      fits &= character > 0;
    }
    if (!fits) {
      records.add(key, value);
    }
    text(at, value, Math.min(value.length, room - 1));
  }

  private void text(int at, byte[] value, int length) {
    System.arraycopy(value, 0, block, at, Math.min(length, value.length));
  }

  private void number(int at, int width, long value, long max, String key, PaxRecords records) {
    boolean fits = value >= 0 && value <= max;
    octal(at, width, fits ? value : 0);
    if (!fits) {
      records.add(key, value);
    }
  }

  /** Digits and a zero byte. */
  private void octal(int at, int width, long value) {
    for (int i = width - 2; i >= 0; i--) {
      block[at + i] = (byte) ('0' + (value & 7));
      value >>>= 3;
    }
    block[at + width - 1] = 0;
  }
}
