package caravan.restic.restorer;

import caravan.restic.Id;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.backend.MemoryBackend;
import caravan.restic.repository.Repositories;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository in memory, a target, and a folder outside it that no restore may touch. */
abstract class RestoreFixture {
  @TempDir Path folder;
  MemoryBackend store;
  Repository repository;
  Path target;
  Path outside;
  TestRestore restore;

  @BeforeEach
  void prepare() throws IOException {
    store = new MemoryBackend(4);
    repository = Repositories.init(store, 2);
    target = Files.createDirectories(folder.resolve("target"));
    outside = Files.createDirectories(folder.resolve("outside"));
    Files.writeString(outside.resolve("file"), "outside");
    restore = new TestRestore(target);
  }

  MadeUpTree tree() {
    return new MadeUpTree(repository);
  }

  Id data(String content) {
    return data(content.getBytes(StandardCharsets.UTF_8));
  }

  Id data(byte[] content) {
    return MadeUpTree.data(repository, content);
  }

  RestoreResult run(MadeUpTree tree) {
    return run(tree.snapshot());
  }

  RestoreResult run(Snapshot snapshot) {
    return restore.run(repository, snapshot);
  }

  FileHandle pack(Id blob) {
    var location = repository.index().find(caravan.restic.BlobType.DATA, blob);
    return FileHandle.of(FileType.DATA, location.packId());
  }
}
