package caravan.restic.backend;

import caravan.restic.BackendFailure;
import caravan.restic.FileMissing;
import caravan.restic.Id;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/** A repository in memory, by the paths of its files; a test may look into it and damage it. */
public final class MemoryBackend implements Backend {
  private final Map<String, byte[]> files = new ConcurrentSkipListMap<>();
  private final int connections;
  private volatile Consumer<FileHandle> onSave = handle -> {};

  public MemoryBackend() {
    this(2);
  }

  public MemoryBackend(int connections) {
    this.connections = connections;
  }

  /** The files themselves, by path below the repository's root. */
  public Map<String, byte[]> files() {
    return files;
  }

  /** What others do as soon as a file is stored. */
  public void onSave(Consumer<FileHandle> action) {
    onSave = action;
  }

  /** Turns one bit of a stored file. */
  public void damage(FileHandle handle, int at) {
    var content = load(handle);
    content[at] ^= 1;
    files.put(handle.path(), content);
  }

  /** Writes everything into a folder, where another program can open it. */
  public void copyTo(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      var path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public int connections() {
    return connections;
  }

  @Override
  public void create() {}

  @Override
  public void save(FileHandle handle, ByteBuffer content) {
    var copy = new byte[content.remaining()];
    content.get(copy);
    files.put(handle.path(), copy);
    onSave.accept(handle);
  }

  @Override
  public byte[] load(FileHandle handle) {
    return file(handle).clone();
  }

  @Override
  public byte[] load(FileHandle handle, long offset, int length) {
    var file = file(handle);
    if (offset + length > file.length) {
      throw new BackendFailure(handle + " has " + file.length + " bytes only");
    }
    return Arrays.copyOfRange(file, (int) offset, (int) offset + length);
  }

  @Override
  public long size(FileHandle handle) {
    return file(handle).length;
  }

  @Override
  public void list(FileType type, Consumer<FileInfo> consumer) {
    files.forEach(
        (path, content) -> {
          var name = path.substring(path.lastIndexOf('/') + 1);
          if (path.startsWith(type.folder() + "/") && Id.isId(name)) {
            consumer.accept(new FileInfo(name, content.length));
          }
        });
  }

  /** As a remote store's, it is no use to a thread that is interrupted. */
  @Override
  public void delete(FileHandle handle) {
    if (Thread.currentThread().isInterrupted()) {
      throw new BackendFailure("interrupted: delete " + handle.path());
    }
    files.remove(handle.path());
  }

  @Override
  public void close() {}

  private byte[] file(FileHandle handle) {
    var content = files.get(handle.path());
    if (content == null) {
      throw new FileMissing(handle + " does not exist in memory");
    }
    return content;
  }
}
