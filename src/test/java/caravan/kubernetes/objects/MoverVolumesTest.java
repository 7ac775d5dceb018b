package caravan.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoverVolumesTest {
  private static final String PLAIN = "pruneIntervalDays: 7";

  @Test
  void mountsForReadingOnlyWhatCanOnlyBeRead() {
    assertThat(dataIsReadOnly(true)).isTrue();
    assertThat(dataIsReadOnly(false)).isNull();
  }

  @Test
  void takesACertificateOfASecretBeforeThatOfAConfigMap() {
    var both = pod("customCA: {key: ca, secretName: s, configMapName: c}");
    var one = pod("customCA: {key: ca, configMapName: c}");

    var secret = MoverSamples.volume(both, "custom-ca");
    var configMap = MoverSamples.volume(one, "custom-ca");

    assertThat(secret.getSecret().getSecretName()).isEqualTo("s");
    assertThat(secret.getConfigMap()).isNull();
    assertThat(configMap.getConfigMap().getName()).isEqualTo("c");
    assertThat(configMap.getConfigMap().getItems().getFirst().getPath()).isEqualTo("ca.crt");
    assertThat(variables(one)).containsEntry("CUSTOM_CA", "/customCA/ca.crt");
    assertThat(MoverSamples.mount(one, "custom-ca").getMountPath()).isEqualTo("/customCA");
  }

  /** VolSync leaves out a certificate that is not named in full. */
  @ParameterizedTest
  @ValueSource(strings = {"{key: ca}", "{secretName: s}", "{key: '', configMapName: c}", "{}"})
  void takesNoCertificateThatIsNotNamedInFull(String ca) {
    assertThat(variables(pod("customCA: " + ca))).doesNotContainKey("CUSTOM_CA");
  }

  @Test
  void mountsGooglesCredentialsAsAFile() {
    var setup = MoverSamples.setup(Set.of("GOOGLE_APPLICATION_CREDENTIALS"));

    var pod = MoverSamples.pod(MoverJob.of(MoverSamples.source(PLAIN), setup));

    assertThat(MoverSamples.volume(pod, "gcs-credentials").getSecret().getSecretName())
        .isEqualTo("repo");
    assertThat(variables(pod))
        .containsEntry("GOOGLE_APPLICATION_CREDENTIALS", "/credentials/gcs.json");
  }

  @Test
  void mountsASecretANetworkFolderAndAClaim() {
    var pod =
        pod(
            """
            moverVolumes: [\
            {mountPath: keys, volumeSource: {secret: {secretName: s}}},\
            {mountPath: nas/repo, volumeSource: {nfs: {server: n, path: /x}}},\
            {mountPath: disk, volumeSource: {persistentVolumeClaim: {claimName: c}}}]""");

    assertThat(MoverSamples.volume(pod, "u-keys").getSecret().getSecretName()).isEqualTo("s");
    assertThat(MoverSamples.volume(pod, "u-nas-repo").getNfs().getServer()).isEqualTo("n");
    assertThat(MoverSamples.mount(pod, "u-nas-repo").getMountPath()).isEqualTo("/mnt/nas/repo");
    assertThat(MoverSamples.volume(pod, "u-disk").getPersistentVolumeClaim().getClaimName())
        .isEqualTo("c");
  }

  /** VolSync's name for these is no DNS label: no pod of it ever starts. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Repo",
        "my_repo",
        "a.b",
        "repo/",
        "a b",
        "\u00fc",
        "0123456789012345678901234567890123456789012345678901234567890123456789"
      })
  void namesAVolumeSoThatAPodMayHaveIt(String path) {
    var pod = pod("moverVolumes: [%s]".formatted(further(path)));

    var volume = pod.getVolumes().getLast();

    assertThat(volume.getName()).matches("u-[0-9a-f]{8}");
    assertThat(MoverSamples.mount(pod, volume.getName()).getMountPath()).isEqualTo("/mnt/" + path);
  }

  /** VolSync gives both the same name, and its pod is refused. */
  @ParameterizedTest
  @CsvSource({"a/b, a-b", "a-b, a/b"})
  void namesTwoVolumesApart(String first, String second) {
    var pod = pod("moverVolumes: [%s, %s]".formatted(further(first), further(second)));

    assertThat(pod.getVolumes())
        .extracting(Volume::getName)
        .contains("u-a-b")
        .doesNotHaveDuplicates();
  }

  @Test
  void passesProxiesInCapitalsAndInSmallLetters() {
    var proxies = Map.of("HTTPS_PROXY", "http://p", "https_proxy", "http://p", "no_proxy", "x");
    var setup =
        new MoverSetup(
            MoverSamples.PLAIN,
            "mover:1",
            MoverSamples.KEYS,
            false,
            false,
            Placement.ANYWHERE,
            List.of(),
            proxies,
            "print");

    var pod = MoverSamples.pod(MoverJob.of(MoverSamples.source(PLAIN), setup));

    assertThat(variables(pod)).containsAllEntriesOf(proxies);
  }

  @Test
  void namesSecretsAndHoldsNoValueOfOne() {
    var setup = MoverSamples.setup(Set.of("RESTIC_PASSWORD", "AWS_PROFILE", "RESTIC_CACHE_DIR"));

    var pod = MoverSamples.pod(MoverJob.of(MoverSamples.source(PLAIN), setup));

    var secret =
        pod.getContainers().getFirst().getEnv().stream()
            .filter(it -> it.getValueFrom() != null)
            .toList();
    assertThat(secret)
        .extracting(EnvVar::getName)
        .containsExactly("RESTIC_REPOSITORY", "RESTIC_PASSWORD", "AWS_PROFILE");
    assertThat(secret).extracting(EnvVar::getValue).containsOnlyNulls();
    assertThat(secret)
        .extracting(it -> it.getValueFrom().getSecretKeyRef().getOptional())
        .containsExactly(false, false, true);
    assertThat(variables(pod)).containsEntry("RESTIC_CACHE_DIR", "/cache");
  }

  private static Boolean dataIsReadOnly(boolean isReadOnly) {
    var setup = MoverSamples.setup(false, isReadOnly);
    var pod = MoverSamples.pod(MoverJob.of(MoverSamples.source(PLAIN), setup));
    return MoverSamples.volume(pod, "data").getPersistentVolumeClaim().getReadOnly();
  }

  private static String further(String path) {
    return "{mountPath: '%s', volumeSource: {secret: {secretName: s}}}".formatted(path);
  }

  private static PodSpec pod(String fields) {
    return MoverSamples.pod(MoverSamples.source(fields));
  }

  private static Map<String, String> variables(PodSpec pod) {
    return pod.getContainers().getFirst().getEnv().stream()
        .filter(it -> it.getValueFrom() == null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue));
  }
}
