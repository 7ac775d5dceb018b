package caravan.local;

import caravan.restic.InvalidInput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second program from working on the same folders, where each would take the other's copies
 * away. The lock ends with the process, however that ends.
 */
public final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @param folder made where it is missing
   * @throws InvalidInput when another program has it, or it cannot be written to
   */
  public static FolderLock take(Path folder) {
    var file = folder.resolve("lock");
    try {
      Files.createDirectories(folder);
      var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (isTaken(channel)) {
        channel.close();
        throw new InvalidInput(
            "another caravan local works on these folders, it holds "
                + file
                + "; stop it, or give each its own --volumes and --state");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new InvalidInput(
          "cannot write to "
              + folder
              + ": "
              + LocalStep.describe(e)
              + "; let this user write there",
          e);
    }
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock == null;
    } catch (OverlappingFileLockException _) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException _) {
      // It ends with the process at the latest.
    }
  }
}
