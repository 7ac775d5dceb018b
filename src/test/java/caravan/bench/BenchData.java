package caravan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fills a folder with the same files on every machine: {@code mixed FOLDER MIB} as an application's
 * volume has them, {@code small FOLDER COUNT} many of 1 to 16 KiB.
 */
public final class BenchData {
  /** Shares of the bytes in percent: logs, documents, tables, pictures, copies. */
  private static final int[] SHARES = {28, 12, 25, 25, 10};

  private static final int COPIES = SHARES.length - 1;
  private static final int MIN_FILES_TO_COPY = 10;
  private final Path folder;
  private final Dice dice = new Dice(1);
  private final List<Path> written = new ArrayList<>();

  private BenchData(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    var data = new BenchData(Path.of(arguments[1]));
    int amount = Integer.parseInt(arguments[2]);
    switch (arguments[0]) {
      case "mixed" -> data.mixed((long) amount << 20);
      case "small" -> data.small(amount);
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  private void mixed(long total) throws IOException {
    var sizes = new long[SHARES.length];
    for (long left = total; left > 0; ) {
      int kind = mostNeeded(sizes);
      var content = content(kind);
      int length = (int) Math.min(content.length, left);
      write(name(kind, written.size()), Arrays.copyOf(content, length));
      sizes[kind] += length;
      left -= length;
    }
  }

  private int mostNeeded(long[] sizes) {
    int chosen = 0;
    for (int kind = 1; kind < SHARES.length; kind++) {
      boolean isPossible = kind != COPIES || written.size() >= MIN_FILES_TO_COPY;
      if (isPossible && sizes[kind] * SHARES[chosen] < sizes[chosen] * SHARES[kind]) {
        chosen = kind;
      }
    }
    return chosen;
  }

  private byte[] content(int kind) throws IOException {
    return switch (kind) {
      case 0 -> Contents.log(dice, dice.size(64 << 10, 48 << 20));
      case 1 -> Contents.json(dice, dice.size(4 << 10, 4 << 20));
      case 2 -> DatabasePages.of(dice, dice.size(512 << 10, 96 << 20));
      case 3 -> Contents.picture(dice, dice.size(200 << 10, 8 << 20));
      default -> copy();
    };
  }

  private String name(int kind, int number) {
    return switch (kind) {
      case 0 -> "logs/app" + dice.below(12) + "/server-" + number + ".log";
      case 1 -> "data/json/" + dice.below(40) + "/doc-" + number + ".json";
      case 2 -> "db/" + dice.below(8) + "/table-" + number + ".db";
      case 3 -> "uploads/" + dice.below(64) + "/" + dice.below(64) + "/img-" + number + ".jpg";
      default -> "backup/copy-" + number + ".bin";
    };
  }

  /** One of the files again, a third of them with something put in front. */
  private byte[] copy() throws IOException {
    var content = Files.readAllBytes(written.get(dice.below(written.size())));
    if (dice.below(3) != 0) {
      return content;
    }
    var front = Contents.log(dice, 1000 + dice.below(3000));
    var both = Arrays.copyOf(front, front.length + content.length);
    System.arraycopy(content, 0, both, front.length, content.length);
    return both;
  }

  private void small(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int size = 1024 + dice.below(15 << 10);
      int kind = dice.below(10);
      var content =
          kind < 4
              ? Contents.json(dice, size)
              : kind < 8 ? Contents.log(dice, size) : Contents.picture(dice, size);
      write("d" + i / 5000 + "/s" + i / 100 % 50 + "/f" + i + ".dat", content);
    }
  }

  private void write(String name, byte[] content) throws IOException {
    var path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    Files.write(path, content);
    written.add(path);
  }
}
