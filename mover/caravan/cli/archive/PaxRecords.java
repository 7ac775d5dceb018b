package caravan.cli.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The records of a PAX extended header: {@code LENGTH KEY=VALUE\n}, the length counts itself. */
final class PaxRecords {
  private final ByteArrayOutputStream records = new ByteArrayOutputStream();

  void add(String key, byte[] value) {
    var start = (" " + key + "=").getBytes(StandardCharsets.UTF_8);
    int rest = start.length + value.length + 1;
    int length = rest + digits(rest);
    // One digit more may need one digit more.
    length = rest + digits(length);
    records.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
    records.writeBytes(start);
    records.writeBytes(value);
    records.write('\n');
  }

  void add(String key, long value) {
    add(key, Long.toString(value).getBytes(StandardCharsets.US_ASCII));
  }

  boolean isEmpty() {
    return records.size() == 0;
  }

  byte[] toBytes() {
    return records.toByteArray();
  }

  private static int digits(int number) {
    return Integer.toString(number).length();
  }
}
