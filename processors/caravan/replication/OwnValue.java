package caravan.replication;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * What is different from object to object and the same for one for ever: spreads runs that would
 * otherwise all start in the same minute.
 *
 * @param seed who it is for, such as {@code ReplicationSource/apps/photos}
 */
record OwnValue(String seed) {

  /** At least zero and less than the bound; another purpose has another value. */
  long below(long bound, String purpose) {
    var crc = new CRC32();
    crc.update((seed + "/" + purpose).getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % bound;
  }
}
