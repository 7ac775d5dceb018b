package caravan.restic.restorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import caravan.restic.BackendFailure;
import caravan.restic.BlobType;
import caravan.restic.DamagedRepository;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.OddTree;
import caravan.restic.backend.FaultyBackend;
import caravan.restic.backend.FaultyBackend.Fault;
import caravan.restic.backend.FaultyBackend.Operation;
import caravan.restic.repository.Repositories;
import caravan.restic.snapshot.NodeType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RestoreFailureTest extends RestoreFixture {
  @Test
  void aDamagedBlobFailsItsFilesAloneAndKeepsTheirTimesUntrue() throws IOException {
    var bad = data("damaged");
    var tree = tree().file("bad", bad).file("bad-too", data("x"), bad).file("good", data("good"));
    store.damage(pack(bad), 20);

    var result = run(tree);

    assertThat(result.failures())
        .hasSize(2)
        .allMatch(line -> line.matches("/bad(-too)?: pack \\p{XDigit}{64}: blob .*; run check"));
    assertThat(restore.failures).containsExactlyInAnyOrderElementsOf(result.failures());
    assertThat(result.filesRestored()).isEqualTo(1);
    assertThat(target.resolve("good")).hasContent("good");
    // A later restore by size and time must not take what was left for the file.
    var rest = target.resolve("bad-too");
    if (Files.exists(rest)) {
      assertThat(Files.getLastModifiedTime(rest).toInstant())
          .isNotEqualTo(MadeUpTree.TIME.toInstant());
    }
  }

  @Test
  void anotherCopyOfADamagedBlobIsUsed() throws IOException {
    var content = OddTree.random(1, 10_000);
    var blob = data(content);
    var first = pack(blob);
    addSecondCopy(content);
    store.damage(first, 100);

    var result = run(tree().file("file", blob));

    assertThat(result.failures()).isEmpty();
    assertThat(target.resolve("file")).hasBinaryContent(content);
  }

  @Test
  void anotherCopyOfABlobInAMissingPackIsUsed() throws IOException {
    var content = OddTree.random(1, 10_000);
    var blob = data(content);
    var first = pack(blob);
    addSecondCopy(content);
    store.delete(first);

    assertThat(run(tree().file("file", blob)).failures()).isEmpty();
  }

  /** By a writer that did not know of the first one. */
  private void addSecondCopy(byte[] content) {
    try (var other = Repositories.open(store)) {
      MadeUpTree.data(other, content);
    }
    repository.loadIndex();
  }

  @Test
  void aMissingPackIsNamed() {
    var blob = data("gone");
    var snapshot = tree().file("file", blob).file("good", data("good")).snapshot();
    store.delete(pack(blob));

    var result = run(snapshot);

    assertThat(result.failures())
        .singleElement()
        .asString()
        .startsWith("/file: ")
        .contains("data/");
    assertThat(target.resolve("good")).exists();
  }

  @Test
  void aBlobThatNoIndexKnowsIsToldAndTheFileInPlaceIsKept() throws IOException {
    Files.writeString(target.resolve("file"), "old");

    var result = run(tree().file("file", data("a"), Id.hash(new byte[] {1})));

    assertThat(result.failures()).singleElement().asString().contains("no pack that the index");
    assertThat(target.resolve("file")).hasContent("old");
  }

  @Test
  void aFileOfAnotherSizeThanTheSnapshotSaysIsToldAndRestored() {
    var result = run(tree().fileOfSize("file", 0, 7, data("four")));

    assertThat(result.failures()).singleElement().asString().contains("has 4 bytes", "has 7");
    assertThat(target.resolve("file")).hasContent("four");
  }

  @Test
  void aDirectoryWithoutItsTreeIsToldOnceAndNothingInItIsDeleted() throws IOException {
    Files.createDirectories(target.resolve("lost"));
    Files.writeString(target.resolve("lost/precious"), "precious");
    Files.writeString(target.resolve("foreign"), "foreign");
    var snapshot = tree().directory("lost", Id.hash(new byte[] {1})).snapshot();
    restore.delete = true;

    var result = run(snapshot);

    assertThat(result.failures()).singleElement().asString().startsWith("/lost: tree blob");
    assertThat(target.resolve("lost/precious")).exists();
    assertThat(target.resolve("foreign")).doesNotExist();
  }

  @Test
  void aTreeThatIsCutOffIsToldOnceAndNothingInItIsDeleted() throws IOException {
    Files.createDirectories(target.resolve("cut"));
    Files.writeString(target.resolve("cut/precious"), "precious");
    var cut = "{\"nodes\":[{\"name\":\"a\",\"type\":\"file\",\"content\":[]},{\"na".getBytes();
    var tree = MadeUpTree.save(repository, BlobType.TREE, cut).getFirst();
    restore.delete = true;

    var result = run(tree().directory("cut", tree).file("good", data("good")));

    assertThat(result.failures()).singleElement().asString().startsWith("/cut: ");
    assertThat(target.resolve("cut/precious")).exists();
    assertThat(target.resolve("good")).hasContent("good");
  }

  @Test
  void aStoreThatStopsToAnswerEndsTheRun() {
    var tree = tree();
    for (int i = 0; i < 30; i++) {
      tree.file("file%02d".formatted(i), data("content " + i));
    }
    var snapshot = tree.snapshot();
    var counting = new FaultyBackend(store, Fault.ONCE, 0, Operation.LOAD);
    try (var opened = Repositories.open(counting)) {
      opened.loadIndex();
    }
    int failAt = counting.calls() + 3;
    var failing = new FaultyBackend(store, Fault.FROM_THEN_ON, failAt, Operation.LOAD);
    try (var opened = Repositories.open(failing)) {
      opened.loadIndex();

      assertThatExceptionOfType(BackendFailure.class)
          .isThrownBy(() -> restore.run(opened, snapshot));
    }
    assertThat(failing.calls() - failAt).isLessThan(20);
    assertThat(restore.failures).hasSizeLessThan(20);
  }

  @Test
  void nodesThatNothingCanBeMadeOfAreToldAndSocketsAreNot() {
    var result =
        run(
            tree()
                .special("odd", NodeType.IRREGULAR)
                .special("socket", NodeType.SOCKET)
                .symlink("to-nowhere", "")
                .file("good", data("good")));

    assertThat(result.failures()).hasSize(2);
    assertThat(result.failures().getFirst()).startsWith("/odd: ").contains("irregular");
    assertThat(target.toFile().list()).containsExactly("good");
  }

  @Test
  void aDirectoryWithSomethingInItStaysInTheWayUnlessDeleting() throws IOException {
    Files.createDirectories(target.resolve("x/below"));
    Files.createDirectories(target.resolve("y/below"));
    var tree = tree().file("x", data("file")).symlink("y", "link");

    var kept = run(tree).failures();
    restore.delete = true;
    var result = run(tree);

    assertThat(kept).hasSize(2).allMatch(line -> line.endsWith(": directory not empty"));
    assertThat(result.failures()).isEmpty();
    assertThat(target.resolve("x")).hasContent("file");
  }

  @Test
  void verificationFindsWhatWasChangedMeanwhile() throws IOException {
    restore.verify = true;
    restore.onFinished =
        () -> {
          try {
            Files.writeString(target.resolve("file"), "Content");
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };

    var result = run(tree().file("file", data("content")));

    assertThat(result.failures()).singleElement().asString().contains("verification", "offset 0");
    assertThat(result.filesVerified()).isZero();
  }

  @Test
  void aHardLinkOfAFileThatFailedIsNotMade() {
    var bad = data("damaged");
    var snapshot = tree().linkedFile("a", 5, bad).linkedFile("b", 5, bad).snapshot();
    store.delete(pack(bad));

    var result = run(snapshot);

    assertThat(result.failures()).hasSize(2);
    assertThat(result.failures().getLast()).startsWith("/b: it is another name of /a");
  }

  @Test
  void aSubfolderThatIsNotThereIsInvalid() {
    restore.subfolder = "/dir/none";
    var snapshot = tree().directory("dir", tree().save()).snapshot();

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> run(snapshot))
        .withMessageContaining("no folder /dir/none");
  }

  @Test
  void aTargetThatCannotBeIsInvalid() {
    restore.target = outside.resolve("file/below").toString();

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> run(tree()))
        .withMessageContaining("outside/file/below as target: not a directory");
  }

  @Test
  void aRootThatCannotBeReadIsAFailureOfTheWhole() {
    var snapshot = MadeUpTree.snapshot(Id.hash(new byte[] {1}));
    restore.delete = true;

    var result = run(snapshot);

    assertThat(result.failures()).singleElement().asString().startsWith("/: tree blob");
    restore.subfolder = "a";
    assertThatExceptionOfType(DamagedRepository.class).isThrownBy(() -> run(snapshot));
  }

  @Test
  void whatWasRestoredBeforeAnEarlyEndIsNotFetchedAgain() throws IOException {
    var tree = tree();
    var random = new Random(1);
    for (int i = 0; i < 20; i++) {
      var content = new byte[50_000];
      random.nextBytes(content);
      tree.file("file%02d".formatted(i), data(content));
    }
    var snapshot = tree.snapshot();
    run(snapshot);
    Files.delete(target.resolve("file07"));
    Files.write(target.resolve("file08"), new byte[100]);

    var result = run(snapshot);

    assertThat(result.bytesRestored()).isEqualTo(100_000);
    assertThat(target.resolve("file08")).hasSize(50_000);
  }
}
