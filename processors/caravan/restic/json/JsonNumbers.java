package caravan.restic.json;

/** Where the numbers of a JSON document end. */
final class JsonNumbers {
  private JsonNumbers() {}

  /**
   * The end of the number that begins at {@code start}, whole or not.
   *
   * @throws caravan.restic.DamagedRepository when JSON's grammar has no number there
   */
  static int end(byte[] json, int start) {
    int at = isAt(json, start, '-') ? start + 1 : start;
    at = isAt(json, at, '0') ? at + 1 : digitsEnd(json, at);
    if (isAt(json, at, '.')) {
      at = digitsEnd(json, at + 1);
    }
    if (isAt(json, at, 'e') || isAt(json, at, 'E')) {
      at++;
      at = digitsEnd(json, isAt(json, at, '+') || isAt(json, at, '-') ? at + 1 : at);
    }
    return at;
  }

  /** The end of at least one digit. */
  private static int digitsEnd(byte[] json, int from) {
    int at = from;
    while (at < json.length && json[at] >= '0' && json[at] <= '9') {
      at++;
    }
    if (at == from) {
      throw JsonCursor.damaged(from, "a value");
    }
    return at;
  }

  private static boolean isAt(byte[] json, int at, char character) {
    return at < json.length && json[at] == character;
  }
}
