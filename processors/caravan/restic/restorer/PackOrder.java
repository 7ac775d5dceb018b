package caravan.restic.restorer;

import caravan.restic.Id;
import caravan.restic.index.BlobIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * The pieces that are missing, by the packs that hold them, packs in the order they are first
 * needed: 8 bytes a piece.
 */
final class PackOrder {
  private final FileTable files;
  private final BlobIndex index;

  /** Rank of the pack in the upper half, number of the piece in the lower. */
  private final LongList pieces = new LongList();

  /** Where the pieces of each pack begin. */
  private final IntList starts = new IntList();

  PackOrder(FileTable files, BlobIndex index) {
    this.files = files;
    this.index = index;
    var ranks = new HashMap<Id, Integer>();
    for (int file = 0; file < files.files(); file++) {
      if (files.state(file) == FileState.MISSING || files.state(file) == FileState.DIFFERENT) {
        add(file, ranks);
      }
    }
    pieces.sort();
    for (int i = 0; i < pieces.size(); i++) {
      if (i == 0 || rank(i) != rank(i - 1)) {
        starts.add(i);
      }
    }
  }

  private void add(int file, HashMap<Id, Integer> ranks) {
    for (int piece = files.firstPiece(file); piece < files.endPiece(file); piece++) {
      if (!files.isPresent(piece)) {
        var pack = index.locationAt(files.blob(piece)).packId();
        Integer rank = ranks.get(pack);
        if (rank == null) {
          rank = ranks.size();
          ranks.put(pack, rank);
        }
        pieces.add((long) rank << Integer.SIZE | piece);
      }
    }
  }

  int packs() {
    return starts.size();
  }

  /** The blobs wanted from one pack, in the order they lie there. */
  List<WantedBlob> blobs(int pack) {
    int start = starts.get(pack);
    int end = pack + 1 < starts.size() ? starts.get(pack + 1) : pieces.size();
    var byOffset = new long[end - start];
    for (int i = start; i < end; i++) {
      int piece = (int) pieces.get(i);
      long offset = Integer.toUnsignedLong(index.locationAt(files.blob(piece)).entry().offset());
      byOffset[i - start] = offset << Integer.SIZE - 1 | piece;
    }
    Arrays.sort(byOffset);
    var blobs = new ArrayList<WantedBlob>();
    for (int from = 0, to; from < byOffset.length; from = to) {
      to = from + 1;
      while (to < byOffset.length && offset(byOffset[to]) == offset(byOffset[from])) {
        to++;
      }
      var same = Arrays.stream(byOffset, from, to).mapToInt(PackOrder::piece).toArray();
      blobs.add(new WantedBlob(index.locationAt(files.blob(same[0])), same));
    }
    return blobs;
  }

  private int rank(int i) {
    return (int) (pieces.get(i) >>> Integer.SIZE);
  }

  private static long offset(long byOffset) {
    return byOffset >>> Integer.SIZE - 1;
  }

  private static int piece(long byOffset) {
    return (int) byOffset & Integer.MAX_VALUE;
  }
}
