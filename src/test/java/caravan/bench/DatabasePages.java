package caravan.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The file of a database: pages with rows at their ends and free space in between. */
final class DatabasePages {
  private static final int PAGE_BYTES = 4096;
  private static final int HEADER_BYTES = 24;
  private static final int SLOT_BYTES = 4;

  private DatabasePages() {}

  static byte[] of(Dice dice, int size) {
    var file = ByteBuffer.allocate(size / PAGE_BYTES * PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int page = 0; page * PAGE_BYTES < file.capacity(); page++) {
      fill(dice, file.slice(page * PAGE_BYTES, PAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN), page);
    }
    return file.array();
  }

  private static void fill(Dice dice, ByteBuffer page, long number) {
    page.putLong(0, 0x4000_0000L + number * 3 + dice.below(64));
    page.putShort(8, (short) dice.below(1 << 16));
    int free = PAGE_BYTES * (2 + dice.below(38)) / 100;
    int slot = HEADER_BYTES;
    int end = PAGE_BYTES;
    for (long row = number * 40; ; row++) {
      var content = row(dice, row);
      if (end - content.length - slot - SLOT_BYTES < free) {
        return;
      }
      end -= content.length;
      page.put(end, content);
      page.putShort(slot, (short) end).putShort(slot + 2, (short) content.length);
      slot += SLOT_BYTES;
    }
  }

  private static byte[] row(Dice dice, long id) {
    var text =
        Words.one(dice)
            + "."
            + Words.one(dice)
            + "@example.com "
            + Words.several(dice, 2 + dice.below(14));
    var row = ByteBuffer.allocate(28 + text.length()).order(ByteOrder.LITTLE_ENDIAN);
    row.putLong(id).putInt(1_700_000_000 + (int) id).putInt(dice.below(8));
    row.putInt(dice.below(1_000_000)).putLong(dice.next());
    return row.put(text.getBytes(StandardCharsets.US_ASCII)).array();
  }
}
