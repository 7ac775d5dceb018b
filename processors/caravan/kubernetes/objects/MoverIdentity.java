package caravan.kubernetes.objects;

import caravan.api.Replication;
import caravan.replication.Names;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;

/** Who the mover's pod is: a service account of its own with next to no rights. */
public final class MoverIdentity {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private MoverIdentity() {}

  /** The account's name: the user's, or that of the one made here. */
  public static String account(Replication object) {
    var given = object.restic().moverServiceAccount();
    return given == null || given.isEmpty() ? Names.account(object) : given;
  }

  public static boolean isOurs(Replication object) {
    return account(object).equals(Names.account(object));
  }

  /**
   * ServiceAccount, Role and RoleBinding.
   *
   * @param isPrivileged whether OpenShift's constraint for privileged movers may be used
   * @param pullSecrets names of the Secrets that the mover's image is pulled with
   */
  public static List<HasMetadata> of(
      Replication object, boolean isPrivileged, String constraint, List<String> pullSecrets) {
    var name = Names.account(object);
    var account =
        new ServiceAccountBuilder()
            .withMetadata(Owned.metadata(object, name).build())
            .withImagePullSecrets(pullSecrets.stream().map(LocalObjectReference::new).toList())
            .build();
    var role =
        new RoleBuilder()
            .withMetadata(Owned.metadata(object, name).build())
            .withRules(isPrivileged ? List.of(use(constraint)) : List.of())
            .build();
    var binding =
        new RoleBindingBuilder()
            .withMetadata(Owned.metadata(object, name).build())
            .withNewRoleRef(RBAC, "Role", name)
            .addNewSubject()
            .withKind("ServiceAccount")
            .withName(name)
            .withNamespace(object.namespace())
            .endSubject()
            .build();
    return List.of(account, role, binding);
  }

  private static PolicyRule use(String constraint) {
    return new PolicyRuleBuilder()
        .withApiGroups("security.openshift.io")
        .withResources("securitycontextconstraints")
        .withResourceNames(constraint)
        .withVerbs("use")
        .build();
  }
}
