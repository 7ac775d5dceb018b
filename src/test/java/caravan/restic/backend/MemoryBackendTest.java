package caravan.restic.backend;

/** The tests' own backend keeps the contract too. */
class MemoryBackendTest extends BackendContract {
  private final MemoryBackend backend = new MemoryBackend();

  @Override
  protected Backend openEmpty() {
    return backend;
  }

  @Override
  protected void putForeign(String path, byte[] content) {
    backend.files().put(path, content);
  }
}
