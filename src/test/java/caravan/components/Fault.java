package caravan.components;

/**
 * What is to happen to the next pod of a kind.
 *
 * @param podNamePrefix empty for any pod
 * @param logText not before the container has said this; empty for at once
 */
record Fault(Kind kind, String podNamePrefix, String logText) {
  enum Kind {
    KILLED,
    OUT_OF_MEMORY,
    EVICTED
  }
}
