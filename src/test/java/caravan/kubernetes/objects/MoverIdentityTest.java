package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Replication;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoverIdentityTest {
  @Test
  void usesTheUsersAccount() {
    var source = MoverSamples.source("moverServiceAccount: mine");

    assertThat(MoverIdentity.account(source)).isEqualTo("mine");
    assertThat(MoverIdentity.isOurs(source)).isFalse();
    assertThat(MoverSamples.pod(source).getServiceAccountName()).isEqualTo("mine");
  }

  @Test
  void hasAnAccountOfItsOwnOtherwise() {
    var source = MoverSamples.source("moverServiceAccount: ''");

    assertThat(MoverIdentity.account(source)).isEqualTo("volsync-src-app");
    assertThat(MoverIdentity.isOurs(source)).isTrue();
  }

  @Test
  void mayUseTheConstraintOnlyWhenPrivileged() {
    var source = MoverSamples.source("pruneIntervalDays: 7");

    assertThat(role(source, false).getRules()).isEmpty();
    assertThat(role(source, true).getRules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.getResourceNames()).containsExactly("constraint"));
  }

  /** VolSync shortens the Job's name only. */
  @Test
  void keepsALongName() {
    var name = "a".repeat(80);
    var source = MoverSamples.sourceNamed(name, "pruneIntervalDays: 7");

    assertThat(MoverIdentity.account(source)).isEqualTo("volsync-src-" + name);
  }

  private static Role role(Replication object, boolean isPrivileged) {
    return (Role) MoverIdentity.of(object, isPrivileged, "constraint", List.of()).get(1);
  }
}
