package caravan.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The images that volumes are being filled from: they stay until that is done. */
final class ImagesInUse {
  private final List<Path> images = new ArrayList<>();

  /** Holds the image until the returned value is closed. */
  synchronized Use use(Path image) {
    images.add(image);
    return () -> done(image);
  }

  private synchronized void done(Path image) {
    images.remove(image);
  }

  /** Removes the image unless somebody uses it. */
  synchronized void remove(Path image) {
    if (!images.contains(image)) {
      FolderRemoval.remove(image);
    }
  }

  /** One use of an image. */
  interface Use extends AutoCloseable {
    @Override
    void close();
  }
}
