package caravan.restic.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFileTest {
  private static final byte[] NAME = BytePath.of("file");
  @TempDir Path folder;
  private Directory directory;

  @BeforeEach
  void open() {
    directory = Directory.open(BytePath.of(folder.toString()));
  }

  @AfterEach
  void close() {
    directory.close();
  }

  @Test
  void writesAndReadsMoreThanOneBufferAtAnyPosition() throws Exception {
    var content = new byte[700_001];
    new Random(1).nextBytes(content);

    try (var file = directory.openForWriting(NAME, true)) {
      file.write(content, 1, content.length - 1, 10);
    }

    var read = new byte[content.length];
    try (var file = directory.openForReading(NAME)) {
      assertThat(file.read(read, 1, content.length - 1, 10)).isEqualTo(content.length - 1);
      assertThat(file.read(new byte[20], 0, 20, content.length + 4L)).isEqualTo(5);
      assertThat(file.read(new byte[20], 0, 20, 1L << 40)).isZero();
    }
    content[0] = 0;
    assertThat(read).isEqualTo(content);
    assertThat(Files.size(folder.resolve("file"))).isEqualTo(content.length + 9L);
  }

  @Test
  void holesAreFound() {
    try (var file = directory.openForWriting(NAME, true)) {
      file.truncate(8 << 20);
      file.write(new byte[] {1}, 0, 1, 4 << 20);

      assertThat(file.nextData(0)).isBetween(1L, 4L << 20);
      assertThat(file.nextData(6 << 20)).isEqualTo(-1);
    }
  }

  @Test
  void truncatesAndAllocates() {
    try (var file = directory.openForWriting(NAME, true)) {
      file.allocate(1 << 20);
      file.truncate(1000);
      file.sync();

      assertThat(file.stat().sizeBytes()).isEqualTo(1000);
    }
  }

  @Test
  void aFileThatIsTooLargeForTheDiskFailsAtOnce() {
    try (var file = directory.openForWriting(NAME, true)) {
      assertThatExceptionOfType(PosixException.class)
          .isThrownBy(() -> file.allocate(1L << 42))
          .satisfies(e -> assertThat(e.errno()).isIn(Errno.ENOSPC, Errno.EFBIG));
    }
  }

  @Test
  void aClosedFileFails() {
    var file = directory.openForWriting(NAME, true);
    file.close();

    assertThatExceptionOfType(PosixException.class)
        .isThrownBy(() -> file.write(new byte[1], 0, 1, 0))
        .withMessageContaining("bad file descriptor");
  }
}
