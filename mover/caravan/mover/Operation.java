package caravan.mover;

import caravan.restic.InvalidInput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a mover is asked to do: its arguments, one after the other. */
public enum Operation {
  UNLOCK,
  BACKUP,
  PRUNE,
  CHECK,
  RESTORE;

  /** The word on the command line and in the route's name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it needs the repository for itself at some time: a backup does to forget. */
  boolean isExclusive() {
    return this == BACKUP || this == PRUNE || this == CHECK;
  }

  /**
   * @throws InvalidInput when a word is no operation, or there is none
   */
  public static List<Operation> parse(List<String> words) {
    var operations = new ArrayList<Operation>();
    for (var word : words) {
      operations.add(
          Arrays.stream(values())
              .filter(operation -> operation.word().equals(word))
              .findFirst()
              .orElseThrow(
                  () -> new InvalidInput("unknown operation \"" + word + "\"; known: " + known())));
    }
    if (operations.isEmpty()) {
      throw new InvalidInput("say what to do: " + known());
    }
    return operations;
  }

  private static String known() {
    return Arrays.stream(values()).map(Operation::word).collect(Collectors.joining(", "));
  }
}
