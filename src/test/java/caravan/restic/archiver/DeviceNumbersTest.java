package caravan.restic.archiver;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.fs.FileStat;
import org.junit.jupiter.api.Test;

class DeviceNumbersTest {
  private static final int FILE = FileStat.REGULAR;
  private static final int FOLDER = FileStat.DIRECTORY;

  @Test
  void numbersAreTheFileSystemsOwn() {
    var devices = new DeviceNumbers(DeviceIds.AS_FOUND);

    assertThat(devices.of(stat(FILE, 64_513, 1))).isEqualTo(64_513);
    assertThat(devices.of(stat(FOLDER, 64_513, 2))).isEqualTo(64_513);
  }

  @Test
  void stableNumbersBelongToHardLinksOnly() {
    var devices = new DeviceNumbers(DeviceIds.STABLE);

    assertThat(devices.of(stat(FOLDER, 64_513, 2))).isZero();
    assertThat(devices.of(stat(FILE, 64_513, 1))).isZero();
    assertThat(devices.of(stat(FILE, 64_513, 2))).isEqualTo(1);
  }

  @Test
  void linksOfTwoFileSystemsAreNeverTakenForOne() {
    var devices = new DeviceNumbers(DeviceIds.STABLE);

    devices.of(stat(FOLDER, 64_513, 2));
    devices.of(stat(FOLDER, 64_770, 2));

    assertThat(devices.of(stat(FILE, 64_770, 2))).isEqualTo(2);
    assertThat(devices.of(stat(FILE, 64_513, 2))).isEqualTo(1);
  }

  private static FileStat stat(int type, long device, long links) {
    return new FileStat(type, 7, device, links, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }
}
