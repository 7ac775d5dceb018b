package caravan.local;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ApiGroup;
import caravan.api.ObjectKey;
import org.junit.jupiter.api.Test;

class RepositoryTurnsTest {
  private static final ObjectKey APP = source("app");
  private static final ObjectKey DB = source("db");
  private static final ObjectKey WEB = source("web");

  private final RepositoryTurns turns = new RepositoryTurns();

  @Test
  void givesARepositoryToOneRunAtATime() {
    assertThat(turns.take("/backup", APP)).isEmpty();
    assertThat(turns.take("/backup", DB)).contains(APP);
    assertThat(turns.take("/other", WEB)).isEmpty();
  }

  @Test
  void callsThoseWhoQueuedInTheirOrder() {
    turns.take("/backup", APP);
    turns.take("/backup", WEB);
    turns.take("/backup", DB);
    turns.take("/backup", WEB);

    assertThat(turns.leave(APP)).containsExactly(WEB, DB);
    assertThat(turns.take("/backup", WEB)).isEmpty();
  }

  @Test
  void leavingWithoutATurnCallsNobody() {
    turns.take("/backup", APP);
    turns.take("/backup", DB);

    assertThat(turns.leave(WEB)).isEmpty();
    assertThat(turns.take("/backup", DB)).contains(APP);
  }

  private static ObjectKey source(String name) {
    return new ObjectKey(ApiGroup.REPLICATION_SOURCE, null, name);
  }
}
