package caravan.restic.archiver;

import caravan.restic.InvalidInput;
import caravan.restic.fs.BytePath;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The upper part of a snapshot's tree as the targets shape it: names on the way down to the entries
 * that are saved with all that lies below them. Paths are as the user gave them, relative ones
 * included.
 */
final class TargetTree {
  private final NavigableMap<byte[], TargetTree> children = new TreeMap<>(Arrays::compareUnsigned);
  private byte[] root;
  private byte[] onTheWay;
  private byte[] path;
  private boolean isNamed;

  /** Children by name, in the order of a tree. */
  NavigableMap<byte[], TargetTree> children() {
    return children;
  }

  /** The entry to save, null for a directory that is only on the way. */
  byte[] path() {
    return path;
  }

  /** The directory on the way, whose metadata the node takes. */
  byte[] onTheWay() {
    return onTheWay;
  }

  /** Whether the user named this very entry, so that no filter leaves it out. */
  boolean isNamed() {
    return isNamed;
  }

  /**
   * Adds a cleaned target with at least one component. A first component that exists already, but
   * in another place, gets the suffix {@code -1}, then {@code -2} and so on.
   */
  void add(byte[] target, boolean named) {
    var names =
        BytePath.components(target).stream()
            .filter(name -> !Arrays.equals(name, Targets.UP))
            .toList();
    var place = placeOf(target);
    var first = names.getFirst();
    var tree = children.computeIfAbsent(freeName(first, place), name -> new TargetTree());
    tree.root = place;
    tree.descend(BytePath.join(place, first), names.subList(1, names.size()), target, named);
  }

  /** Replaces a target that has other targets below it by its entries. */
  void unroll(Function<byte[], List<byte[]>> list) {
    if (path != null && !children.isEmpty()) {
      for (byte[] name : list.apply(path)) {
        var entry = BytePath.join(path, name);
        var child = children.computeIfAbsent(name, absent -> new TargetTree());
        if (child.path != null && !Arrays.equals(child.path, entry)) {
          throw new InvalidInput(
              "cannot save both %s and %s: name only one of them"
                  .formatted(BytePath.display(child.path), BytePath.display(entry)));
        }
        child.path = entry;
      }
      path = null;
    }
    children.values().forEach(child -> child.unroll(list));
  }

  private void descend(byte[] here, List<byte[]> names, byte[] target, boolean named) {
    if (names.isEmpty()) {
      path = target;
      isNamed |= named;
      return;
    }
    onTheWay = here;
    var name = names.getFirst();
    children
        .computeIfAbsent(name, absent -> new TargetTree())
        .descend(BytePath.join(here, name), names.subList(1, names.size()), target, named);
  }

  private byte[] freeName(byte[] name, byte[] place) {
    var free = name;
    for (int i = 1; isTakenElsewhere(free, place); i++) {
      free = withSuffix(name, BytePath.of("-" + i));
    }
    return free;
  }

  private boolean isTakenElsewhere(byte[] name, byte[] place) {
    var other = children.get(name);
    return other != null && !Arrays.equals(other.root, place);
  }

  private static byte[] withSuffix(byte[] name, byte[] suffix) {
    var both = Arrays.copyOf(name, name.length + suffix.length);
    System.arraycopy(suffix, 0, both, name.length, suffix.length);
    return both;
  }

  /** The directory that holds the first component: the root, the working one or one above it. */
  private static byte[] placeOf(byte[] target) {
    if (BytePath.isAbsolute(target)) {
      return new byte[] {'/'};
    }
    var place = new byte[0];
    for (byte[] component : BytePath.components(target)) {
      if (Arrays.equals(component, Targets.UP)) {
        place = BytePath.join(place, component);
      }
    }
    return place;
  }
}
