package caravan.restic.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
  @Test
  void escapesAsGoDoes() {
    var text = new ByteArrayOutputStream();
    text.writeBytes(bytes("a\"\\/<>&\u2028\u2029\n\r\t\b\f\0\u001f\u007fé☕😀"));
    for (int odd : new int[] {0xff, 0xe2, 0x98, 0xed, 0xa0, 0x80, 'z'}) {
      text.write(odd);
    }

    var json = new JsonOutput(1).valueOfUtf8(text.toByteArray()).toBytes();

    assertThat(new String(json, StandardCharsets.UTF_8))
        .isEqualTo(
            "\"a\\\"\\\\/\\u003c\\u003e\\u0026\\u2028\\u2029\\n\\r\\t\\b\\f\\u0000\\u001f\u007fé☕😀"
                + "\\ufffd".repeat(6)
                + "z\"");
  }

  @Test
  void separatesMembersAndElements() {
    var out =
        new JsonOutput()
            .beginObject()
            .member("a", -1L)
            .name("b")
            .beginArray()
            .value("x")
            .beginObject()
            .endObject()
            .endArray()
            .member("c", new byte[] {1, 2, 3, 4})
            .member("d", true)
            .endObject()
            .newline();

    assertThat(new String(out.toBytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"a\":18446744073709551615,\"b\":[\"x\",{}],\"c\":\"AQIDBA==\",\"d\":true}\n");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
