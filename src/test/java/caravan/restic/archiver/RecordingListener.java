package caravan.restic.archiver;

import caravan.restic.snapshot.Node;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it hears, each as one line. */
class RecordingListener implements BackupListener {
  private final List<String> events = new CopyOnWriteArrayList<>();

  List<String> events() {
    return events;
  }

  @Override
  public void scanned(long files, long bytes, boolean done) {
    events.add("scanned " + files + " " + bytes + " " + done);
  }

  @Override
  public void started(String path) {
    events.add("started " + path);
  }

  @Override
  public void finished(String path, Node node, Change change, long addedBytes, long storedBytes) {
    events.add("finished " + path + " " + change);
  }

  @Override
  public void failed(String path, String reason) {
    events.add("failed " + path + " " + reason);
  }
}
