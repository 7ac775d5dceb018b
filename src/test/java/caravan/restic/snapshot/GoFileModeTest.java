package caravan.restic.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFileModeTest {
  @ParameterizedTest
  @CsvSource({
    "040755, 2147484141, DIR",
    "0120777, 134218239, SYMLINK",
    "041777, 2148532735, DIR",
    "0106755, 12583405, FILE",
    "020644, 69206436, CHARDEV",
    "060640, 67109280, DEV",
    "010644, 33554852, FIFO",
    "0100000, 0, FILE"
  })
  void turnsStatModesIntoGoModes(String stMode, long goMode, NodeType type) {
    int mode = Integer.parseInt(stMode, 8);

    assertThat(Integer.toUnsignedLong(GoFileMode.of(mode))).isEqualTo(goMode);
    assertThat(GoFileMode.typeOf(mode)).isEqualTo(type);
    assertThat(GoFileMode.permissions((int) goMode)).isEqualTo(mode & 07777);
  }
}
