package caravan.restic.filter;

import caravan.restic.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A file that marks its folder as not worth a backup: the content of such a folder is left out, but
 * for the tag file itself.
 *
 * @param header what the file must begin with, empty when its presence is enough
 */
public record TagFile(String name, byte[] header) {
  /** What {@code --exclude-caches} means. */
  public static final TagFile CACHE_DIRECTORY =
      parse("CACHEDIR.TAG:Signature: 8a477f597d28d172789f06886806bc55");

  /**
   * Reads {@code name[:header]}.
   *
   * @throws InvalidInput when the name is empty
   */
  public static TagFile parse(String text) {
    int colon = text.indexOf(':');
    var name = colon < 0 ? text : text.substring(0, colon);
    if (name.isEmpty()) {
      throw new InvalidInput(
          "name for exclusion tagfile is empty: give FILENAME or FILENAME:HEADER");
    }
    var header = colon < 0 ? "" : text.substring(colon + 1);
    return new TagFile(name, header.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] nameBytes() {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether a file of that name that begins with these bytes marks its folder. */
  public boolean isMarkedBy(byte[] start) {
    return start.length >= header.length
        && Arrays.equals(start, 0, header.length, header, 0, header.length);
  }
}
