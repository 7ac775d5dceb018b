package caravan;

import caravan.api.ApiGroup;
import caravan.kubernetes.Cluster;
import caravan.kubernetes.KubernetesSteps;
import caravan.kubernetes.MoverSettings;
import caravan.kubernetes.MoverTurns;
import caravan.metrics.PrometheusMetrics;
import caravan.reconcile.LeaderElection;
import caravan.reconcile.LeaderElection.Duties;
import caravan.reconcile.LeaderElection.Lease;
import caravan.restic.InvalidInput;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator as a whole: the routes and their steps over the objects of a cluster. */
public final class OperatorMode implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorMode.class);
  private static final ResourceDefinitionContext SOURCES =
      new ResourceDefinitionContext.Builder()
          .withGroup(ApiGroup.VOLSYNC)
          .withVersion("v1alpha1")
          .withKind(ApiGroup.REPLICATION_SOURCE)
          .withPlural("replicationsources")
          .withNamespaced(true)
          .build();
  static final List<String> ROUTES = List.of("replication", "kubernetes", "hooks");
  private static final String GROUP = "leader";
  private static final String SNAPSHOTS = "snapshot.storage.k8s.io/v1/volumesnapshots";
  private static final String LOST =
      "the lease could not be renewed in time, or another operator has taken it";
  private static final String RIGHTS = "give the operator its rights: kubectl apply -k deploy/base";
  private static final String OWNED = "batch/v1/jobs,v1/persistentvolumeclaims";

  /**
   * What the operator is given.
   *
   * @param lease null to lead without asking anybody
   * @param movers about the movers' pods
   * @param mostBackups how many backups run at once
   * @param routes a folder of the user's own routes, null for none
   * @param settings over those in {@code routes/application.properties}
   * @param clock its zone is that of the schedules that name none
   * @param lost what to do when it leads no longer, or cannot; is told why
   */
  public record Settings(
      Lease lease,
      MoverSettings movers,
      int mostBackups,
      Path routes,
      Map<String, String> settings,
      Clock clock,
      Consumer<String> lost) {
    /** Those that are served, all when there is none. */
    List<String> namespaces() {
      return Arrays.stream(settings.getOrDefault("caravan.namespaces", "").split(","))
          .map(String::strip)
          .filter(it -> !it.isEmpty())
          .toList();
    }
  }

  private final KubernetesClient client;
  private final CamelProgram camel;
  private final LeaderElection election;
  private ProducerTemplate template;
  private boolean closed;

  private OperatorMode(KubernetesClient client, Settings settings) {
    this.client = client;
    var overrides = new HashMap<String, String>();
    overrides.put("caravan.cluster.owns", hasSnapshots() ? OWNED + "," + SNAPSHOTS : OWNED);
    overrides.putAll(settings.settings());
    camel = CamelProgram.init(ROUTES, overrides);
    var duties = new Duties(() -> leadOrEnd(settings.lost()), () -> settings.lost().accept(LOST));
    election = settings.lease() == null ? null : new LeaderElection(settings.lease(), duties);
  }

  /**
   * Starts the operator; it works as soon as it leads.
   *
   * @throws InvalidInput when the cluster does not know our kinds, or the user's routes are wrong
   */
  public static OperatorMode start(KubernetesClient client, Settings settings) {
    requireKinds(client, settings.namespaces());
    if (settings.lease() != null) {
      requireLease(client, settings.lease());
    }
    var mode = new OperatorMode(client, settings);
    try {
      mode.startCamel(settings);
      if (mode.election == null) {
        LOG.info("leads, without a lease");
        mode.lead();
      } else {
        mode.election.start(client);
      }
      return mode;
    } catch (RuntimeException e) {
      mode.close();
      throw e;
    }
  }

  private void startCamel(Settings settings) {
    camel.bind(Map.of("kubernetesClient", client));
    template = camel.template();
    var turns = new MoverTurns(settings.mostBackups());
    var metrics = new PrometheusMetrics(camel.registry(), settings.clock());
    var cluster = new Cluster(client, template, settings.namespaces());
    var steps = new KubernetesSteps(cluster, settings.movers(), turns, settings.clock(), metrics);
    camel.bind(steps.byName());
    OperatorGauges.bind(camel, turns);
    camel.start();
    camel.replaceRoutes(settings.routes());
  }

  private void lead() {
    try {
      template.sendBody("direct:lead", null);
      camel.context().getRouteController().startRouteGroup(GROUP);
      camel.startRoutes(List.of("schedule"));
    } catch (Exception e) {
      var cause = e instanceof CamelExecutionException ? e.getCause() : e;
      throw new InvalidInput("cannot begin to lead: " + cause.getMessage(), e);
    }
  }

  /** Who leads and does not work keeps others from it. */
  private void leadOrEnd(Consumer<String> lost) {
    try {
      lead();
    } catch (InvalidInput e) {
      lost.accept(e.getMessage());
    }
  }

  private boolean hasSnapshots() {
    return client.getApiGroup(ApiGroup.SNAPSHOT_GROUP) != null;
  }

  /** Says what is missing, rather than waiting for it in silence. */
  private static void requireKinds(KubernetesClient client, List<String> namespaces) {
    try {
      var sources = client.genericKubernetesResources(SOURCES);
      (namespaces.isEmpty() ? sources.inAnyNamespace() : sources.inNamespace(namespaces.getFirst()))
          .list(new ListOptionsBuilder().withLimit(1L).build());
    } catch (KubernetesClientException e) {
      throw ApiRefusal.of(client, e, "a list of " + ApiGroup.VOLSYNC_VERSION + " sources", RIGHTS);
    }
  }

  private static void requireLease(KubernetesClient client, Lease lease) {
    var namespace = lease.namespace();
    try {
      if (client.leases().inNamespace(namespace).withName(lease.name()).get() == null
          && client.namespaces().withName(namespace).get() == null) {
        throw new InvalidInput(
            "--lease-namespace: there is no namespace " + namespace + "; make it or name another");
      }
    } catch (KubernetesClientException e) {
      var what = "the lease " + lease.name() + " in namespace " + namespace;
      throw ApiRefusal.of(client, e, what, RIGHTS);
    }
  }

  public CamelContext context() {
    return camel.context();
  }

  /** Ends the passes, then lets another lead; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    camel.close();
    if (election != null) {
      election.close();
    }
  }
}
