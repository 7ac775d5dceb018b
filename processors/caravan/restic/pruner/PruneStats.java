package caravan.restic.pruner;

/** The numbers of a plan, as restic counts them. */
public record PruneStats(Blobs blobs, Bytes bytes, Packs packs) {
  /**
   * @param duplicate further copies of used blobs
   * @param remove in packs that are deleted as they are
   * @param repack in packs that are copied, with those that are left out
   * @param repackRemove left out when copying
   */
  public record Blobs(
      long used, long duplicate, long unused, long remove, long repack, long repackRemove) {
    public long total() {
      return used + duplicate + unused;
    }

    public long removeTotal() {
      return remove + repackRemove;
    }

    public long remaining() {
      return total() - removeTotal();
    }
  }

  /**
   * Sealed sizes; what is repacked counts with its pack headers.
   *
   * @param unreferenced packs that no index names
   * @param uncompressed in packs that hold something plain and stay as they are
   */
  public record Bytes(
      long used,
      long duplicate,
      long unused,
      long unreferenced,
      long uncompressed,
      long remove,
      long repack,
      long repackRemove) {
    public long total() {
      return used + duplicate + unused + unreferenced;
    }

    public long removeTotal() {
      return remove + repackRemove + unreferenced;
    }

    public long remaining() {
      return total() - removeTotal();
    }

    /** Unused now: duplicates count. */
    public long unusedTotal() {
      return duplicate + unused;
    }

    public long remainingUnused() {
      return unusedTotal() - remove - repackRemove;
    }
  }

  /** Pack files. */
  public record Packs(
      long used,
      long unused,
      long partlyUsed,
      long unreferenced,
      long keep,
      long repack,
      long remove) {
    public long total() {
      return used + unused + partlyUsed + unreferenced;
    }

    public long removeTotal() {
      return remove + unreferenced;
    }
  }
}
