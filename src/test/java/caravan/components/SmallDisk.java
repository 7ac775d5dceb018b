package caravan.components;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import caravan.restic.fs.EffectiveUser;
import java.io.IOException;
import java.nio.file.Path;

/** A file system of its own over a folder, in memory; only root can make one. */
public final class SmallDisk implements AutoCloseable {
  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /**
   * @param option of a tmpfs, such as {@code size=1m} or {@code nr_inodes=4}
   */
  public static SmallDisk over(Path place, String option) throws IOException, InterruptedException {
    assumeTrue(EffectiveUser.isRoot(), "only root can mount");
    int exitCode = execute("mount", "-t", "tmpfs", "-o", option, "tmpfs", place.toString());
    assumeTrue(exitCode == 0, "mounting is not allowed here");
    return new SmallDisk(place);
  }

  /** Puts another file in the place of one, as it is seen through its path. */
  public static SmallDisk file(Path other, Path place) throws IOException, InterruptedException {
    assumeTrue(EffectiveUser.isRoot(), "only root can mount");
    int exitCode = execute("mount", "--bind", other.toString(), place.toString());
    assumeTrue(exitCode == 0, "mounting is not allowed here");
    return new SmallDisk(place);
  }

  /** Gives it another size. */
  public void change(String option) throws IOException {
    int exitCode = execute("mount", "-o", "remount," + option, place.toString());
    if (exitCode != 0) {
      throw new IllegalStateException("cannot remount " + place + " with " + option);
    }
  }

  @Override
  public void close() throws IOException {
    execute("umount", place.toString());
  }

  private static int execute(String... command) throws IOException {
    return new ProcessBuilder(command).inheritIO().start().onExit().join().exitValue();
  }
}
