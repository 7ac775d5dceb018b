package caravan.manifest;

/** Where something stands: a file's path below the manifests, and a line in it. */
public record Place(String file, int line) {
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
