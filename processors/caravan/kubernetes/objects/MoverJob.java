package caravan.kubernetes.objects;

import caravan.api.Labels;
import caravan.api.Replication;
import caravan.replication.MoverOrders;
import caravan.replication.Names;
import caravan.replication.Run;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * The Job of one attempt: one pod, never changed while it is there, never tried again by itself.
 */
public final class MoverJob {
  public static final String CONTAINER = "restic";
  private static final String ENTRY = "/mover-restic/entry.sh";
  private static final String REPOSITORY = "caravan.backube/repository";

  private MoverJob() {}

  public static Job of(Replication object, MoverSetup setup) {
    var name = Names.mover(object);
    var metadata = Owned.temporary(object, name, Attempt.of(object));
    metadata.getAnnotations().put(REPOSITORY, setup.repository());
    return new JobBuilder()
        .withMetadata(metadata)
        .withNewSpec()
        .withBackoffLimit(0)
        .withParallelism(1)
        .withNewTemplate()
        .withNewMetadata()
        .withName(name)
        .addToLabels(Labels.CREATED_BY, Labels.CREATED_BY_VALUE)
        .addToLabels(labels(object))
        .endMetadata()
        .withSpec(pod(object, setup))
        .endTemplate()
        .endSpec()
        .build();
  }

  /** Which repository a Job works on, empty when another program made it. */
  public static String repository(Job job) {
    var annotations = job.getMetadata().getAnnotations();
    return annotations == null ? "" : annotations.getOrDefault(REPOSITORY, "");
  }

  /** What the mover is asked to do, in this order. */
  static List<String> operations(Replication object, MoverSetup setup) {
    var operations = new ArrayList<String>();
    Run run = setup.run();
    if (run.unlock() || !setup.deadLocks().isEmpty()) {
      operations.add("unlock");
    }
    operations.addAll(MoverOrders.of(object, run).operations());
    return operations;
  }

  private static HashMap<String, String> labels(Replication object) {
    var labels = object.restic().moverPodLabels();
    return labels == null ? new HashMap<>() : new HashMap<>(labels);
  }

  private static PodSpec pod(Replication object, MoverSetup setup) {
    var restic = object.restic();
    var volumes = MoverVolumes.of(object, setup);
    var tolerations = new ArrayList<>(setup.placement().tolerations());
    if (restic.moverTolerations() != null) {
      tolerations.addAll(restic.moverTolerations());
    }
    var nodes = new HashMap<>(setup.placement().nodeSelector());
    if (restic.moverNodeSelector() != null) {
      nodes.putAll(restic.moverNodeSelector());
    }
    return new PodSpecBuilder()
        .withServiceAccountName(MoverIdentity.account(object))
        .withRestartPolicy("Never")
        .withSecurityContext(restic.moverSecurityContext())
        .withAffinity(restic.moverAffinity())
        .withNodeSelector(nodes)
        .withTolerations(tolerations)
        .withContainers(container(object, setup, volumes))
        .withVolumes(volumes.volumes())
        .build();
  }

  private static Container container(Replication object, MoverSetup setup, MoverVolumes volumes) {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(setup.image())
        .withCommand(ENTRY)
        .withArgs(operations(object, setup))
        .withEnv(MoverVariables.of(object, setup))
        .withResources(object.restic().moverResources())
        .withSecurityContext(security(object, setup.isPrivileged()))
        .withVolumeMounts(volumes.mounts())
        .build();
  }

  private static SecurityContext security(Replication object, boolean isPrivileged) {
    var context =
        new SecurityContextBuilder()
            .withAllowPrivilegeEscalation(false)
            .withPrivileged(false)
            .withReadOnlyRootFilesystem(true)
            .withNewCapabilities()
            .withDrop("ALL")
            .endCapabilities();
    return isPrivileged
        ? context
            .editCapabilities()
            .withAdd("DAC_OVERRIDE", "CHOWN", "FOWNER")
            .endCapabilities()
            .withRunAsUser(0L)
            .build()
        : restricted(context, object.restic().moverSecurityContext());
  }

  /** With a user that is not root it fits the restricted standard; what the user said stays. */
  private static SecurityContext restricted(
      SecurityContextBuilder context, PodSecurityContext given) {
    boolean isUser = given != null && given.getRunAsUser() != null && given.getRunAsUser() != 0;
    if (isUser && given.getSeccompProfile() == null) {
      context.withNewSeccompProfile().withType("RuntimeDefault").endSeccompProfile();
    }
    if (isUser && given.getRunAsNonRoot() == null) {
      context.withRunAsNonRoot(true);
    }
    return context.build();
  }
}
