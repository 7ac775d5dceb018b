package caravan.cli;

import caravan.restic.json.JsonOutput;
import java.util.Locale;

/** The parts that restic's JSON objects share. */
final class StatusJson {
  private StatusJson() {}

  /** A {@code status} object, left open. */
  static JsonOutput begin(Progress progress) {
    var out = new JsonOutput().beginObject().member("message_type", "status");
    member(out, "seconds_elapsed", progress.elapsed().toSeconds());
    member(out, "seconds_remaining", progress.remaining().toSeconds());
    return out.name("percent_done").raw(number(progress.share()));
  }

  /** Left out when it is zero. */
  static void member(JsonOutput out, String name, long value) {
    if (value != 0) {
      out.member(name, value);
    }
  }

  /** What went wrong with one item. */
  static JsonOutput error(String message, String during, String item) {
    return new JsonOutput()
        .beginObject()
        .member("message_type", "error")
        .name("error")
        .beginObject()
        .member("message", message)
        .endObject()
        .member("during", during)
        .member("item", item)
        .endObject();
  }

  /** A decimal number without an exponent and without zeros at its end. */
  static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return String.valueOf((long) value);
    }
    return String.format(Locale.ROOT, "%.9f", value)
        .replaceFirst("0+$", "")
        .replaceFirst("\\.$", "");
  }
}
