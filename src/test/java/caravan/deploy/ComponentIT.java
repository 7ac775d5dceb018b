package caravan.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.components.Components;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The component of an app's volume, put together and filled in as Flux does it. */
class ComponentIT {
  private static final Path APP = Path.of("deploy/samples/flux/app");
  private static final Map<String, String> REQUIRED =
      Map.of("APP", "notes", "VOLSYNC_CAPACITY", "5Gi");

  @TempDir Path folder;

  private static Tool substitute(Path app, Map<String, String> variables, String... options) {
    var built = Tool.run(Components.kustomize(), "build", app.toString()).succeeded();
    return Tool.run(Components.envsubst(), variables, built, options);
  }

  private static Manifests filled(Path app, Map<String, String> variables) {
    return Manifests.parse(substitute(app, variables, "--strict").succeeded());
  }

  private static Map<String, Object> restic(Manifests manifests, String kind, String name) {
    return manifests.get(kind, name).get("spec", "restic");
  }

  @Test
  void hasTheDefaultsOfItsDocumentation() {
    var app = filled(APP, REQUIRED);

    var claim = app.get("PersistentVolumeClaim", "notes");
    assertThat(claim.<List<String>>get("spec", "accessModes")).containsExactly("ReadWriteOnce");
    assertThat(claim.<String>get("spec", "storageClassName")).isEqualTo("ceph-block");
    assertThat(claim.<String>get("spec", "resources", "requests", "storage")).isEqualTo("5Gi");
    assertThat(claim.<Map<String, String>>get("spec", "dataSourceRef"))
        .containsEntry("kind", "ReplicationDestination")
        .containsEntry("apiGroup", "volsync.backube")
        .containsEntry("name", "notes-dst");
    for (var name : List.of("notes", "notes-r2")) {
      assertThat(restic(app, "ReplicationSource", name))
          .containsEntry("copyMethod", "Snapshot")
          .containsEntry("volumeSnapshotClassName", "csi-ceph-blockpool")
          .containsEntry("cacheCapacity", "4Gi")
          .containsEntry("cacheStorageClassName", "openebs-hostpath")
          .containsEntry("cacheAccessModes", List.of("ReadWriteOnce"))
          .containsEntry(
              "moverSecurityContext", Map.of("runAsUser", 568, "runAsGroup", 568, "fsGroup", 568));
    }
    assertThat(restic(app, "ReplicationDestination", "notes-dst"))
        .containsEntry("copyMethod", "Snapshot")
        .containsEntry("repository", "notes-volsync-secret")
        .containsEntry("cacheCapacity", "8Gi");
    assertThat(
            app.get("ReplicationDestination", "notes-dst").<String>get("spec", "trigger", "manual"))
        .isEqualTo("restore-once");
  }

  @Test
  void backsUpHourlyToMinioAndDailyToR2() {
    var app = filled(APP, REQUIRED);

    assertThat(schedule(app, "notes")).isEqualTo("0 * * * *");
    assertThat(schedule(app, "notes-r2")).isEqualTo("30 0 * * *");
    assertThat(restic(app, "ReplicationSource", "notes"))
        .containsEntry("retain", Map.of("hourly", 24, "daily", 7, "weekly", 5, "monthly", 6));
    assertThat(restic(app, "ReplicationSource", "notes-r2"))
        .containsEntry("retain", Map.of("daily", 7, "weekly", 1, "monthly", 1));
  }

  private static String schedule(Manifests app, String name) {
    return app.get("ReplicationSource", name).get("spec", "trigger", "schedule");
  }

  @Test
  void takesItsSecretsFrom1Password() {
    var app = filled(APP, REQUIRED);

    assertThat(keys(app, "notes-volsync")).containsExactly("minio", "volsync-minio-template");
    assertThat(keys(app, "notes-volsync-r2"))
        .containsExactly("cloudflare-r2", "volsync-r2-template");
    assertThat(app.get("ExternalSecret", "notes-volsync").<String>get("spec", "target", "name"))
        .isEqualTo("notes-volsync-secret");
    assertThat(app.get("ExternalSecret", "notes-volsync-r2").<String>get("spec", "target", "name"))
        .isEqualTo("notes-volsync-r2-secret");
  }

  private static List<String> keys(Manifests app, String name) {
    List<Map<String, Map<String, String>>> from =
        app.get("ExternalSecret", name).get("spec", "dataFrom");
    return from.stream().map(it -> it.get("extract").get("key")).toList();
  }

  @Test
  void takesEveryVariable() {
    var variables = new HashMap<>(REQUIRED);
    variables.put("VOLSYNC_ACCESSMODES", "ReadWriteMany");
    variables.put("VOLSYNC_STORAGECLASS", "class-of-volume");
    variables.put("VOLSYNC_SNAPSHOTCLASS", "class-of-snapshot");
    variables.put("VOLSYNC_COPYMETHOD", "Clone");
    variables.put("VOLSYNC_SCHEDULE", "0 */6 * * *");
    variables.put("VOLSYNC_R2_SCHEDULE", "30 2 * * *");
    variables.put("VOLSYNC_CACHE_CAPACITY", "7Gi");
    variables.put("VOLSYNC_CACHE_SNAPSHOTCLASS", "class-of-cache");
    variables.put("VOLSYNC_CACHE_ACCESSMODES", "ReadWriteOncePod");
    variables.put("VOLSYNC_PUID", "1000");
    variables.put("VOLSYNC_PGID", "1001");

    var app = filled(APP, variables);

    assertThat(schedule(app, "notes")).isEqualTo("0 */6 * * *");
    assertThat(schedule(app, "notes-r2")).isEqualTo("30 2 * * *");
    for (var name : List.of("notes", "notes-r2")) {
      assertAll(restic(app, "ReplicationSource", name));
      assertThat(restic(app, "ReplicationSource", name)).containsEntry("copyMethod", "Clone");
    }
    assertAll(restic(app, "ReplicationDestination", "notes-dst"));
    assertThat(app.get("PersistentVolumeClaim", "notes").<List<String>>get("spec", "accessModes"))
        .containsExactly("ReadWriteMany");
  }

  private static void assertAll(Map<String, Object> restic) {
    assertThat(restic)
        .containsEntry("accessModes", List.of("ReadWriteMany"))
        .containsEntry("storageClassName", "class-of-volume")
        .containsEntry("volumeSnapshotClassName", "class-of-snapshot")
        .containsEntry("cacheCapacity", "7Gi")
        .containsEntry("cacheStorageClassName", "class-of-cache")
        .containsEntry("cacheAccessModes", List.of("ReadWriteOncePod"))
        .containsEntry(
            "moverSecurityContext", Map.of("runAsUser", 1000, "runAsGroup", 1001, "fsGroup", 1001));
  }

  @Test
  void namesTheRequiredVariableThatIsMissing() {
    var run = substitute(APP, Map.of("APP", "notes"), "--strict");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.errors()).contains("VOLSYNC_CAPACITY");
  }

  /** Flux is not strict unless told so: the API server must be the one to refuse. */
  @Test
  void withoutTheCapacityNoVolumeOfAnotherSizeIsAskedFor() {
    var app = Manifests.parse(substitute(APP, Map.of("APP", "notes")).succeeded());

    var claim = app.get("PersistentVolumeClaim", "notes");
    assertThat(claim.<Object>get("spec", "resources", "requests", "storage")).isNull();
  }

  @Test
  void leavesOutItsExternalSecretsAndNoOthers() throws IOException {
    Files.createDirectories(folder.resolve("app"));
    copy("deploy/components/volsync", "volsync");
    copy("deploy/components/volsync-own-secrets", "volsync-own-secrets");
    Files.writeString(
        folder.resolve("app/kustomization.yaml"),
        "resources: [other.yaml]\ncomponents: [../volsync-own-secrets]\n");
    Files.writeString(
        folder.resolve("app/other.yaml"),
        "{apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: other}}\n");

    var app = filled(folder.resolve("app"), REQUIRED);

    assertThat(app.objects())
        .filteredOn(it -> it.getKind().equals("ExternalSecret"))
        .extracting(it -> it.getMetadata().getName())
        .containsExactly("other");
    assertThat(app.objects())
        .extracting(GenericKubernetesResource::getKind)
        .contains("ReplicationSource", "ReplicationDestination", "PersistentVolumeClaim");
  }

  private void copy(String from, String to) throws IOException {
    Files.createDirectories(folder.resolve(to));
    try (var files = Files.list(Path.of(from))) {
      for (var file : files.toList()) {
        Files.copy(file, folder.resolve(to).resolve(file.getFileName()));
      }
    }
  }
}
