package caravan.restic.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCursorTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1,]", "{\"a\":1,}", "[01]", "[1.]", "[.5]", "[-]", "[1E+]", "[\"\\q\"]", "[\"\u0001\"]",
        "[\"\\u12\"]", "[tru]", "[nulll]", "{\"a\" 1}", "{a:1}", "[}", "{\"a\":}", "[,1]", "{,}",
        "[1 2]", "[1]\0", "[1]]", "\"a", "\ufeff[1]", "[1]\u000b", "", "{null:1}", "[\u00a01]"
      })
  void refusesWhatGoRefuses(String json) {
    assertThatThrownBy(() -> skipAll(json))
        .isInstanceOf(DamagedRepository.class)
        .hasMessageStartingWith("invalid JSON at byte ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[-0]",
        "[1e5, 0.5E-7 ,\t-12.25]",
        "{}",
        " [ ] ",
        "[\"\\ud83d\\ude00\\ud83d x\\/\"]",
        "{\"a\":{\"b\":[true,false,null]},\"\":\"é\"}"
      })
  void passesOverWhatGoAccepts(String json) {
    assertThatCode(() -> skipAll(json)).doesNotThrowAnyException();
  }

  @Test
  void refusesDepthInsteadOfOverflowingTheStack() {
    assertThatThrownBy(() -> skipAll("[".repeat(1_000_000))).isInstanceOf(DamagedRepository.class);
    assertThatThrownBy(() -> skipAll("{\"a\":".repeat(1_000_000)))
        .isInstanceOf(DamagedRepository.class);
  }

  @Test
  void readsStringsAsGoDoes() {
    assertThat(cursor("\"a\\n\\u00e9\\ud83d\\ude00\\\"\"").text()).isEqualTo("a\né😀\"");
    assertThat(cursor("\"\\ud83dx\\ude00\"").text()).isEqualTo("\ufffdx\ufffd");
    assertThat(
            new JsonCursor(new byte[] {'"', 'a', (byte) 0xff, (byte) 0xe2, (byte) 0x98, '"'})
                .text())
        .isEqualTo("a\ufffd\ufffd\ufffd");
    assertThat(cursor("null").text()).isEmpty();
  }

  @Test
  void readsMembersInAnyOrderAndCase() {
    var in = cursor("{\"Name\":1, \"name\":2,\"n\\u0061me\":3,\"name\":4}");
    in.beginObject();
    for (int value = 1; value <= 4; value++) {
      assertThat(in.nextMember()).isEqualTo("name");
      assertThat(in.memberName()).isEqualTo(value == 1 ? "Name" : "name");
      assertThat(in.number()).isEqualTo(value);
    }

    assertThat(in.nextMember()).isNull();
    in.expectEnd();
  }

  @Test
  void readsUnsignedNumbersOnly() {
    assertThat(cursor("18446744073709551615").number()).isEqualTo(-1L);
    assertThat(cursor("4294967295").uint32()).isEqualTo(-1);
    for (var json :
        new String[] {"18446744073709551616", "99999999999999999999", "-1", "1.0", "1e3"}) {
      assertThatThrownBy(() -> cursor(json).number()).isInstanceOf(DamagedRepository.class);
    }
    assertThatThrownBy(() -> cursor("4294967296").uint32()).isInstanceOf(DamagedRepository.class);
    assertThatThrownBy(() -> cursor("2147483648").intNumber())
        .isInstanceOf(DamagedRepository.class);
  }

  @Test
  void readsIdsOfEitherCase() {
    var id = Id.hash(new byte[0]);

    assertThat(cursor('"' + id.toString().toUpperCase() + '"').id()).isEqualTo(id);
    assertThatThrownBy(() -> cursor('"' + id.toString() + "0\"").id())
        .isInstanceOf(DamagedRepository.class);
    assertThatThrownBy(() -> cursor('"' + id.toString()).id())
        .isInstanceOf(DamagedRepository.class);
    assertThatThrownBy(() -> cursor('"' + "x".repeat(64) + '"').id())
        .isInstanceOf(DamagedRepository.class);
  }

  private static void skipAll(String json) {
    var in = cursor(json);
    in.skip();
    in.expectEnd();
  }

  private static JsonCursor cursor(String json) {
    return new JsonCursor(json.getBytes(StandardCharsets.UTF_8));
  }
}
