package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ReplicationSource;
import caravan.api.Trigger;
import caravan.replication.Samples;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the operator's pull Secrets reach the movers. */
class PullSecretTest {
  private static final Map<String, String> DATA = Map.of(".dockerconfigjson", "e30=");

  @Test
  void aCopyHasTheOriginalsContentUnderANameOfItsOwn() {
    var copy = PullSecret.copy(original(), source("one"), List.of());

    assertThat(copy.getMetadata().getName()).isEqualTo("volsync-pull-cbf43926");
    assertThat(copy.getType()).isEqualTo("kubernetes.io/dockerconfigjson");
    assertThat(copy.getData()).isEqualTo(DATA);
  }

  @Test
  void theFirstWhoseMoverUsesACopyOwnsItAndDoesNotControlIt() {
    var first = PullSecret.copy(original(), source("one"), List.of());

    var second = PullSecret.copy(original(), source("two"), owners(first));

    assertThat(owners(second)).extracting(OwnerReference::getUid).containsExactly("one");
    assertThat(owners(second)).extracting(OwnerReference::getController).containsOnlyNulls();
  }

  @Test
  void theAccountPullsWithTheCopies() {
    var account = MoverIdentity.of(source("one"), false, "scc", List.of("copy")).getFirst();

    assertThat(((ServiceAccount) account).getImagePullSecrets())
        .extracting(it -> it.getName())
        .containsExactly("copy");
  }

  private static List<OwnerReference> owners(Secret secret) {
    return secret.getMetadata().getOwnerReferences();
  }

  private static Secret original() {
    return new SecretBuilder()
        .withNewMetadata()
        .withName("123456789")
        .endMetadata()
        .withType("kubernetes.io/dockerconfigjson")
        .withData(DATA)
        .build();
  }

  private static ReplicationSource source(String uid) {
    var source = Samples.source(Trigger.NONE);
    source.metadata().setUid(uid);
    return source;
  }
}
