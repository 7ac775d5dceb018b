package caravan.restic.backend;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.restic.AccessDenied;
import caravan.restic.BackendFailure;
import caravan.restic.FileMissing;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalFailureTest {
  private static final Path PATH = Path.of("/repository/data/ab");

  @Test
  void tellsAFullDiskAndWhatToDo() {
    var failure = LocalFailure.of("write", PATH, new IOException("No space left on device"));

    assertThat(failure)
        .isInstanceOf(BackendFailure.class)
        .hasMessageStartingWith("cannot write /repository/data/ab: No space left on device; free");
  }

  @Test
  void tellsWhatItMayNotTouch() {
    var failure = LocalFailure.of("list", PATH, new AccessDeniedException(PATH.toString()));

    assertThat(failure)
        .isInstanceOf(AccessDenied.class)
        .hasMessageStartingWith("cannot list /repository/data/ab: permission denied; give");
  }

  @Test
  void tellsWhatIsMissing() {
    var failure = LocalFailure.of("read", PATH, new NoSuchFileException(PATH.toString()));

    assertThat(failure)
        .isInstanceOf(FileMissing.class)
        .hasMessage("/repository/data/ab does not exist");
  }

  @Test
  void tellsTheSystemsReasonWithoutNamingThePathTwice() {
    var error = new FileSystemException(PATH.toString(), null, "Not a directory");

    var failure = LocalFailure.of("write", PATH, error);

    assertThat(failure).hasMessage("cannot write /repository/data/ab: Not a directory");
  }
}
