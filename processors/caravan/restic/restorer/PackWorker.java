package caravan.restic.restorer;

import caravan.restic.BackendFailure;
import caravan.restic.DamagedRepository;
import caravan.restic.FileMissing;
import caravan.restic.fs.Directory;
import java.util.List;

/** Restores what is wanted of one pack after another. */
final class PackWorker implements Crew.Member {
  private final Run run;
  private final PackOrder order;
  private final PieceWriter writer;
  private final BlobSource source;
  private final DirectoryCursor cursor;

  PackWorker(Run run, PackOrder order, PieceWriter writer, Directory target) {
    this.run = run;
    this.order = order;
    this.writer = writer;
    source = new BlobSource(run.repository());
    cursor = new DirectoryCursor(run.plan().directories(), target);
  }

  @Override
  public void work(int pack) {
    List<WantedBlob> wanted = order.blobs(pack).stream().filter(writer::isWanted).toList();
    for (var range : PackRange.of(wanted)) {
      restore(range);
    }
  }

  private void restore(PackRange range) {
    byte[] bytes;
    try {
      bytes = source.load(range.blobs().getFirst().pack(), range.start(), range.lengthBytes());
      run.failures().storeAnswered();
    } catch (FileMissing | BackendFailure e) {
      run.failures().countOutage(e);
      for (var blob : range.blobs()) {
        restore(blob, () -> source.openElsewhere(blob, e));
      }
      return;
    }
    for (var blob : range.blobs()) {
      restore(blob, () -> source.open(blob, bytes, (int) (blob.start() - range.start())));
    }
  }

  /** How a blob is come by. */
  private interface Origin {
    byte[] open();
  }

  private void restore(WantedBlob blob, Origin origin) {
    byte[] content;
    try {
      content = origin.open();
    } catch (DamagedRepository | FileMissing | BackendFailure e) {
      writer.fail(blob, e.getMessage());
      return;
    }
    writer.write(blob, content, cursor);
  }

  @Override
  public void close() {
    cursor.close();
    source.close();
  }
}
