package caravan.restic.snapshot;

import caravan.restic.InvalidInput;

/** By what snapshots are put into groups; by nothing means all into one. */
public record GroupBy(boolean host, boolean paths, boolean tags) {
  public static final GroupBy NOTHING = new GroupBy(false, false, false);
  public static final GroupBy HOST_AND_PATHS = new GroupBy(true, true, false);

  /**
   * Reads {@code host,paths,tags} or fewer of them.
   *
   * @throws InvalidInput when there is anything else in the list
   */
  public static GroupBy parse(String text) {
    boolean host = false, paths = false, tags = false;
    for (var option : text.split(",", -1)) {
      switch (option) {
        case "host", "hosts" -> host = true;
        case "path", "paths" -> paths = true;
        case "tag", "tags" -> tags = true;
        case "" -> {}
        default ->
            throw new InvalidInput(
                "unknown grouping option: \"%s\"; use host, paths, tags or several with commas"
                    .formatted(option));
      }
    }
    return new GroupBy(host, paths, tags);
  }
}
