package caravan.manifest;

import caravan.api.ObjectKey;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/**
 * The statuses of objects, a YAML file for each: {@code <kind>/<namespace>/<name>.yaml}. A file is
 * replaced as a whole: whoever reads it, also after a crash, sees the old or the new one.
 */
public final class StatusFolder {
  private final Path folder;

  public StatusFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * @param type of the status, not of the document
   * @throws IOException when there is a file and it cannot be read
   */
  public <T> Optional<ObjectStatus<T>> read(ObjectKey key, Class<T> type) throws IOException {
    try {
      var document =
          Yaml.LENIENT.getTypeFactory().constructParametricType(ObjectStatus.class, type);
      return Optional.of(Yaml.LENIENT.readValue(Files.readString(file(key)), document));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      throw new IOException(file(key) + " " + Explanation.of(e).message(), e);
    }
  }

  /** On disk, with its folder, when this returns. */
  public void write(ObjectKey key, ObjectStatus<?> document) throws IOException {
    var file = file(key);
    Files.createDirectories(file.getParent());
    var partial = file.resolveSibling(file.getFileName() + ".partial");
    var bytes = Yaml.LENIENT.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
    try (var channel =
        FileChannel.open(
            partial,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      for (var buffer = ByteBuffer.wrap(bytes); buffer.hasRemaining(); ) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var parent = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
      parent.force(true);
    }
  }

  public void delete(ObjectKey key) throws IOException {
    Files.deleteIfExists(file(key));
  }

  private Path file(ObjectKey key) {
    return folder
        .resolve(key.kind().toLowerCase(Locale.ROOT))
        .resolve(key.namespace())
        .resolve(key.name() + ".yaml");
  }
}
