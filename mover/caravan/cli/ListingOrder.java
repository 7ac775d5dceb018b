package caravan.cli;

import caravan.restic.InvalidInput;
import caravan.restic.fs.BytePath;
import caravan.restic.snapshot.Node;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order of a listing.
 *
 * @param isAsStored nothing has to be sorted
 */
record ListingOrder(Comparator<Entry> comparator, boolean isAsStored) {
  private static final Comparator<Entry> BY_PATH =
      (a, b) -> Arrays.compareUnsigned(a.path(), b.path());

  /** A node and where it is. */
  record Entry(byte[] path, Node node) {}

  /**
   * @throws InvalidInput when there is no such order
   */
  static ListingOrder parse(String name, boolean isReversed) {
    var order = comparator(name).thenComparing(BY_PATH);
    boolean isByName = name.equals("name");
    return new ListingOrder(isReversed ? order.reversed() : order, isByName && !isReversed);
  }

  private static Comparator<Entry> comparator(String name) {
    return switch (name) {
      case "name" -> BY_PATH;
      case "size" -> Comparator.comparing(entry -> entry.node().attributes().sizeBytes());
      case "time", "mtime" ->
          Comparator.comparing(entry -> entry.node().attributes().mtime().toInstant());
      case "atime" -> Comparator.comparing(entry -> entry.node().attributes().atime().toInstant());
      case "ctime" -> Comparator.comparing(entry -> entry.node().attributes().ctime().toInstant());
      case "extension" -> Comparator.comparing(ListingOrder::extension);
      default ->
          throw new InvalidInput(
              "invalid sort mode \"%s\", must be one of (name|size|time=mtime|atime|ctime|extension)"
                  .formatted(name));
    };
  }

  /** What follows the last dot, and the dot. */
  private static String extension(Entry entry) {
    var name = BytePath.display(entry.node().name());
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot);
  }

  /** Collects what is listed and prints it in this order. */
  Listing over(Listing listing) {
    List<Entry> entries = new ArrayList<>();
    return new Listing() {
      @Override
      public void begin(StoredSnapshot stored) {
        listing.begin(stored);
      }

      @Override
      public void node(byte[] path, Node node) {
        entries.add(new Entry(path, node));
      }

      @Override
      public void end() {
        entries.sort(comparator);
        entries.forEach(entry -> listing.node(entry.path(), entry.node()));
        listing.end();
      }
    };
  }
}
