package caravan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsColumnsAndEndsLinesAtTheirLastWord() {
    var table = new TextTable(List.of("Name", "Size"));

    table.row(List.of("a", "1 B")).row(List.of("longer", "")).footer("2 rows");

    assertThat(table.lines())
        .containsExactly(
            "Name    Size", "------------", "a       1 B", "longer", "------------", "2 rows");
  }

  @Test
  void putsFurtherLinesOfACellBelow() {
    var table = new TextTable(List.of("Tags", "Host"));

    table.row(List.of("x\ny", "nas"));

    assertThat(table.lines()).containsSequence("x     nas", "y");
  }

  @Test
  void partsRowsByBlankLinesWhenAsked() {
    var table = new TextTable(List.of("Name")).withBlankLines();

    table.row(List.of("a")).row(List.of("b"));

    assertThat(table.lines()).containsExactly("Name", "----", "a", "", "b", "----");
  }

  @Test
  void countsCharactersAndNotBytes() {
    var table = new TextTable(List.of("Name", "N"));

    table.row(List.of("größer", "1"));

    assertThat(table.lines()).contains("Name    N", "größer  1");
  }
}
