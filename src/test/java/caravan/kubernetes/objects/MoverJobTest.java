package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.Labels;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoverJobTest {
  private static final String PLAIN = "pruneIntervalDays: 7";

  @Test
  void unlocksThenBacksUpThenPrunesThenChecks() {
    var all = MoverSamples.setup(MoverSamples.run(true, true, true), List.of());

    assertThat(arguments(PLAIN, all)).containsExactly("unlock", "backup", "prune", "check");
    assertThat(arguments(PLAIN, MoverSamples.setup())).containsExactly("backup");
  }

  @Test
  void clearsDeadLocksBeforeAnythingElse() {
    var setup = MoverSamples.setup(MoverSamples.PLAIN, List.of("aa11", "bb22"));

    var job = job(PLAIN, setup);

    assertThat(MoverSamples.container(job).getArgs()).containsExactly("unlock", "backup");
    assertThat(value(job, "CARAVAN_CLEAR_LOCKS")).isEqualTo("aa11 bb22");
  }

  @Test
  void namesNoLocksWhenNoneIsDead() {
    assertThat(MoverSamples.variable(job(PLAIN), "CARAVAN_CLEAR_LOCKS")).isNull();
  }

  @Test
  void takesUserZeroAndThreeCapabilitiesOnlyWhenPrivileged() {
    var privileged = job(PLAIN, MoverSamples.setup(true, false));
    var context = MoverSamples.container(privileged).getSecurityContext();
    var plain = MoverSamples.container(job(PLAIN)).getSecurityContext();

    assertThat(context.getRunAsUser()).isZero();
    assertThat(context.getCapabilities().getAdd())
        .containsExactly("DAC_OVERRIDE", "CHOWN", "FOWNER");
    assertThat(value(privileged, "PRIVILEGED_MOVER")).isEqualTo("1");
    assertThat(plain.getRunAsUser()).isNull();
    assertThat(plain.getCapabilities().getAdd()).isEmpty();
    assertThat(plain.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(value(job(PLAIN), "PRIVILEGED_MOVER")).isEqualTo("0");
  }

  @Test
  void fitsTheRestrictedStandardWithNoMoreThanAUser() {
    var source = MoverSamples.source("moverSecurityContext: {runAsUser: 568}");

    var context = MoverSamples.pod(source).getContainers().getFirst().getSecurityContext();

    assertThat(context.getRunAsNonRoot()).isTrue();
    assertThat(context.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
  }

  @Test
  void leavesToTheUserWhatTheUserSaid() {
    var root = MoverSamples.source("moverSecurityContext: {runAsUser: 0}");
    var own =
        MoverSamples.source(
            "moverSecurityContext: {runAsUser: 568, seccompProfile: {type: Unconfined}}");

    var asRoot = MoverSamples.pod(root).getContainers().getFirst().getSecurityContext();
    var asSaid = MoverSamples.pod(own).getContainers().getFirst().getSecurityContext();

    assertThat(asRoot.getRunAsNonRoot()).isNull();
    assertThat(asSaid.getSeccompProfile()).isNull();
  }

  @Test
  void copiesWhatIsSaidOfTheMover() {
    var source =
        MoverSamples.source(
            """
            moverSecurityContext: {runAsUser: 568, fsGroup: 568, supplementalGroups: [1]},\
            moverResources: {limits: {memory: 1Gi}},\
            moverAffinity: {podAffinity: {}}""");

    var pod = MoverSamples.pod(source);

    assertThat(pod.getSecurityContext()).isEqualTo(source.restic().moverSecurityContext());
    assertThat(pod.getSecurityContext().getSupplementalGroups()).containsExactly(1L);
    assertThat(pod.getContainers().getFirst().getResources().getLimits())
        .containsEntry("memory", new Quantity("1Gi"));
    assertThat(pod.getAffinity().getPodAffinity()).isNotNull();
  }

  /** As with VolSync, a user's label wins. */
  @Test
  void labelsThePodAsSaid() {
    var job = job("moverPodLabels: {app: x, app.kubernetes.io/created-by: me}");

    assertThat(job.getSpec().getTemplate().getMetadata().getLabels())
        .containsOnly(Map.entry("app", "x"), Map.entry(Labels.CREATED_BY, "me"));
    assertThat(job.getMetadata().getLabels()).containsEntry(Labels.CREATED_BY, "volsync");
  }

  @Test
  void runsWhereItsVolumeIsUsedAndWhereTheUserWants() {
    var used = new Toleration("NoSchedule", "used", "Exists", null, null);
    var placement = new Placement(Map.of("host", "a", "zone", "1"), List.of(used));
    var fields = "moverNodeSelector: {zone: '2'}, moverTolerations: [{key: mine}]";

    var pod = MoverSamples.pod(job(fields, MoverSamples.setup(placement)));

    assertThat(pod.getNodeSelector()).containsOnly(Map.entry("host", "a"), Map.entry("zone", "2"));
    assertThat(pod.getTolerations()).extracting(Toleration::getKey).containsExactly("used", "mine");
  }

  @Test
  void saysNothingOfNodesWhenNothingIsSaid() {
    assertThat(Serialization.asJson(job(PLAIN)))
        .doesNotContain("nodeSelector", "tolerations", "affinity", "securityContext\":{}");
  }

  /** VolSync's length and checksum: a Job's name must fit a label of its pods. */
  @Test
  void shortensALongName() {
    var fits = MoverSamples.sourceNamed("a".repeat(51), PLAIN);
    var isLong = MoverSamples.sourceNamed("a".repeat(52), PLAIN);

    assertThat(MoverJob.of(fits, MoverSamples.setup()).getMetadata().getName()).hasSize(63);
    assertThat(MoverJob.of(isLong, MoverSamples.setup()).getMetadata().getName())
        .matches("volsync-src-[0-9a-f]{8}");
  }

  @Test
  void waitsForADebuggerWhateverTheAnnotationSays() {
    var source = MoverSamples.source(PLAIN);
    source.metadata().setAnnotations(Map.of("volsync.backube/enable-debug-mover", ""));

    var job = MoverJob.of(source, MoverSamples.setup());

    assertThat(value(job, "DEBUG_MOVER")).isEqualTo("1");
    assertThat(MoverSamples.variable(job(PLAIN), "DEBUG_MOVER")).isNull();
  }

  @Test
  void tellsTheRepositoryOfAJobAndNothingOfAnothersJob() {
    assertThat(MoverJob.repository(job(PLAIN))).isEqualTo("print");
    assertThat(MoverJob.repository(Serialization.unmarshal("---\n{metadata: {}}", Job.class)))
        .isEmpty();
  }

  private static List<String> arguments(String fields, MoverSetup setup) {
    return MoverSamples.container(job(fields, setup)).getArgs();
  }

  private static String value(Job job, String variable) {
    return MoverSamples.variable(job, variable).getValue();
  }

  private static Job job(String fields) {
    return job(fields, MoverSamples.setup());
  }

  private static Job job(String fields, MoverSetup setup) {
    return MoverJob.of(MoverSamples.source(fields), setup);
  }
}
