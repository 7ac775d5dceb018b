package caravan.restic.json;

/** The member names met so far in a document: the same few come again and again. */
final class JsonNames {
  private static final int SLOTS = 32;
  private final byte[] json;
  private final String[] known = new String[SLOTS];

  JsonNames(byte[] json) {
    this.json = json;
  }

  /** The name whose opening quote is at {@code quote}, or null when it was not met yet. */
  String read(int quote) {
    var name = known[slot(quote)];
    if (name == null || quote + 1 + name.length() >= json.length) {
      return null;
    }
    for (int i = 0; i < name.length(); i++) {
      if (json[quote + 1 + i] != name.charAt(i)) {
        return null;
      }
    }
    return json[quote + 1 + name.length()] == '"' ? name : null;
  }

  /** Keeps a name for next time, if it is written as it reads. */
  String remember(int quote, String name) {
    boolean isPlain = name.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\');
    known[slot(quote)] = isPlain ? name : null;
    return name;
  }

  private int slot(int quote) {
    int hash = 0;
    for (int at = quote + 1; at < json.length && json[at] != '"'; at++) {
      hash = hash * 31 + json[at];
    }
    return Math.floorMod(hash, SLOTS);
  }
}
