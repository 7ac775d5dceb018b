package caravan.restic.restorer;

import java.util.Arrays;

/** Whole numbers in a growing array. */
final class IntList {
  private int[] values = new int[64];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
    }
    values[size++] = value;
  }

  int get(int index) {
    return values[index];
  }

  void set(int index, int value) {
    values[index] = value;
  }

  int size() {
    return size;
  }

  /** The last position whose value is not above {@code value}, in a list that never falls. */
  int floor(int value) {
    int low = 0, high = size - 1;
    while (low < high) {
      int middle = low + high + 1 >>> 1;
      if (values[middle] <= value) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
