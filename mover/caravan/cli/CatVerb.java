package caravan.cli;

import caravan.restic.BlobType;
import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.backend.FileHandle;
import caravan.restic.backend.FileType;
import caravan.restic.crypto.KeyFile;
import caravan.restic.repository.Repository;
import caravan.restic.snapshot.SnapshotFilter;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.SnapshotReference;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints one thing of the repository as it is. */
@Command(
    name = "cat",
    description = "Print a file or blob of the repository.",
    footer = {
      "",
      "Examples:",
      "  caravan cat config",
      "  caravan cat snapshot latest",
      "  caravan cat tree latest:/home",
      "  caravan cat blob ID"
    })
final class CatVerb extends Verb {
  private static final List<String> KINDS =
      List.of("config", "index", "snapshot", "key", "masterkey", "lock", "pack", "blob", "tree");

  @Parameters(
      paramLabel = "KIND [ID]",
      description = "config, masterkey; key, index, snapshot, lock, pack, blob, tree and which one")
  private List<String> words = new ArrayList<>();

  private String kind;
  private String id;

  CatVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (words.isEmpty()) {
      throw new InvalidInput("type not specified: give one of " + String.join("|", KINDS));
    }
    kind = words.getFirst();
    if (!KINDS.contains(kind)) {
      throw new InvalidInput(
          "invalid type \"%s\", must be one of [%s]".formatted(kind, String.join("|", KINDS)));
    }
    boolean needsId = !kind.equals("config") && !kind.equals("masterkey");
    if (needsId && words.size() < 2) {
      throw new InvalidInput("ID not specified: which " + kind + "?");
    }
    id = needsId ? words.get(1) : "";
    return withRepository(
        readingMode(),
        (repository, lock) -> {
          console().bytes(content(repository));
          return OK;
        });
  }

  private byte[] content(Repository repository) {
    return switch (kind) {
      case "config" -> pretty(repository.config().encode());
      case "masterkey" -> pretty(KeyFile.encode(repository.masterKey()));
      case "key" -> pretty(raw(repository, FileType.KEYS));
      case "index" -> line(unpacked(repository, FileType.INDEX));
      case "lock" -> pretty(unpacked(repository, FileType.LOCKS));
      case "snapshot" -> pretty(repository.loadUnpacked(FileType.SNAPSHOTS, snapshot(repository)));
      case "pack" -> raw(repository, FileType.DATA);
      case "blob" -> blob(repository);
      case "tree" -> tree(repository);
      default -> throw new IllegalStateException(kind);
    };
  }

  private byte[] raw(Repository repository, FileType type) {
    return repository.backend().load(FileHandle.of(type, unique(repository, type)));
  }

  private byte[] unpacked(Repository repository, FileType type) {
    return repository.loadUnpacked(type, unique(repository, type));
  }

  private Id unique(Repository repository, FileType type) {
    return SnapshotFinder.uniqueId(repository.list(type), id);
  }

  private Id snapshot(Repository repository) {
    var reference = SnapshotReference.parse(id);
    return SnapshotFinder.find(repository.snapshots(), reference, SnapshotFilter.ALL).id();
  }

  private byte[] blob(Repository repository) {
    if (!Id.isId(id)) {
      throw new InvalidInput("a blob is named by its whole ID of 64 hex digits");
    }
    repository.loadIndex();
    var blob = Id.parse(id);
    var type = repository.index().contains(BlobType.DATA, blob) ? BlobType.DATA : BlobType.TREE;
    return repository.loadBlob(type, blob);
  }

  private byte[] tree(Repository repository) {
    var reference = SnapshotReference.parse(id);
    var stored = SnapshotFinder.find(repository.snapshots(), reference, SnapshotFilter.ALL);
    repository.loadIndex();
    var tree = TreePaths.find(repository, stored.snapshot().tree(), reference.subfolder());
    return repository.loadBlob(BlobType.TREE, tree);
  }

  private static byte[] line(byte[] json) {
    return (new String(json, StandardCharsets.UTF_8).stripTrailing() + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] pretty(byte[] json) {
    var separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");
    var printer =
        new DefaultPrettyPrinter(separators)
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));
    try {
      var mapper = new ObjectMapper();
      var text = mapper.writer(printer).writeValueAsString(mapper.readTree(json));
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      return json;
    } catch (IOException e) {
      throw new InvalidInput("not JSON: " + e.getMessage(), e);
    }
  }
}
