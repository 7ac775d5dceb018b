package caravan.cli;

import caravan.restic.InvalidInput;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;

/** Reads small files that the user named. */
final class FileReading {
  private FileReading() {}

  /**
   * @param what the file is, for the message
   * @throws InvalidInput when it cannot be read
   */
  static byte[] bytes(CliContext context, String file, String what) {
    try {
      return Files.readAllBytes(context.file(file));
    } catch (NoSuchFileException e) {
      throw new InvalidInput("the " + what + " " + file + " does not exist", e);
    } catch (AccessDeniedException e) {
      throw new InvalidInput("the " + what + " " + file + " may not be read: permission denied", e);
    } catch (IOException e) {
      throw new InvalidInput("cannot read the " + what + " " + file + ": " + e.getMessage(), e);
    }
  }
}
