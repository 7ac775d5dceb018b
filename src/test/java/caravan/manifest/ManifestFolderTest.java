package caravan.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.api.ObjectKey;
import caravan.api.ReplicationDestination;
import caravan.api.ReplicationSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFolderTest {
  private static final ObjectKey APP = new ObjectKey("ReplicationSource", "default", "app");
  private static final String SOURCE =
      """
      apiVersion: volsync.backube/v1alpha1
      kind: ReplicationSource
      metadata:
        name: app
      spec:
        sourcePVC: app
        trigger:
          schedule: "0 * * * *"
        restic:
          repository: repo
          copyMethod: Snapshot
          cacheCapacity: 4Gi
          moverSecurityContext:
            runAsUser: 568
          retain:
            hourly: 24
            last: "3"
      """;

  @TempDir Path folder;

  @Test
  void readsEveryDocumentOfEveryFile() throws IOException {
    write("a.yaml", "# ours\n---\n" + SOURCE + "---\n" + SOURCE.replace("name: app", "name: b"));
    write(
        "deeper/c.yml",
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: repo, namespace: base}
        data: {RESTIC_PASSWORD: c2VjcmV0}
        stringData: {RESTIC_REPOSITORY: /backup}
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: app}
        spec:
          accessModes: [ReadWriteOnce]
          resources: {requests: {storage: 5Gi}}
          dataSourceRef: {apiGroup: volsync.backube, kind: ReplicationDestination, name: app-dst}
        """);

    var manifests = read();

    assertThat(manifests.faults()).isEmpty();
    assertThat(manifests.replications()).hasSize(2).containsKey(APP);
    var source = (ReplicationSource) manifests.replications().get(APP);
    assertThat(source.restic().retain().hourly()).isEqualTo(24);
    assertThat(source.restic().moverSecurityContext().getRunAsUser()).isEqualTo(568);
    var secret = manifests.secrets().get(new ObjectKey("Secret", "base", "repo"));
    assertThat(secret.values())
        .containsEntry("RESTIC_PASSWORD", "secret")
        .containsEntry("RESTIC_REPOSITORY", "/backup");
    assertThat(secret).asString().doesNotContain("backup");
    assertThat(manifests.claims().values())
        .singleElement()
        .satisfies(claim -> assertThat(claim.filledBy().name()).isEqualTo("app-dst"));
  }

  @Test
  void skipsOtherKindsHiddenFoldersAndItsOwnStatuses() throws IOException {
    write("deployment.yaml", "apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: no idea}\n");
    write(".git/source.yaml", SOURCE);
    write("status/source.yaml", SOURCE);
    write("notes.txt", SOURCE);

    var manifests = read();

    assertThat(manifests.faults()).isEmpty();
    assertThat(manifests.replications()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          copyMethod: Snapshot | copymethod: Snapshot | 11 | unknown field spec.restic.copymethod; did you mean copyMethod?
          sourcePVC: app       | volume: app          | 6  | unknown field spec.volume; there are external, paused,
          hourly: 24           | hourly: many         | 16 | spec.restic.retain.hourly "many" is not a whole number
          hourly: 24           | hourly: "24"         | 16 | spec.restic.retain.hourly "24" is not a whole number
          last: "3"            | last: 3              | 17 | spec.restic.retain.last "3" is not text; put it in quotes
          sourcePVC: app       | paused: maybe        | 6  | spec.paused "maybe" is not true or false
          sourcePVC: app       | external: [a]        | 6  | spec.external is not a block of fields
          name: app            | name: app\\n  color: red | 5 | unknown field metadata.color; labels and
          name: app            | nam: app             | 1  | metadata.name is missing; write lower case letters
          name: app            | name: ../app         | 1  | metadata.name "../app" is no name; write lower case
          sourcePVC: app       | sourcePVC: a: b      | 6  | is no YAML: mapping values are not allowed here
          kind: ReplicationSource | kind: ReplicationSorce | 1 | unknown kind "ReplicationSorce"; there are
          volsync.backube/v1alpha1 | volsync.backube/v1 | 1 | apiVersion "volsync.backube/v1" is not volsync.backube/v1alpha1
          """)
  void namesWhatIsWrongAndWhere(String right, String wrong, int line, String message)
      throws IOException {
    write(
        "app.yaml",
        SOURCE.replace(right, wrong.replace("\\n", "\n"))
            + "---\n"
            + SOURCE.replace(": app", ": other"));

    var manifests = read();

    assertThat(manifests.faults())
        .singleElement()
        .satisfies(
            fault -> {
              assertThat(fault.message()).startsWith(message);
              assertThat(fault.place()).isEqualTo(new Place("app.yaml", line));
            });
    assertThat(manifests.replications().keySet()).extracting(ObjectKey::name).contains("other");
  }

  @Test
  void neverShowsAValueOfASecret() throws IOException {
    write(
        "secret.yaml",
        "apiVersion: v1\nkind: Secret\nmetadata: {name: repo}\nstringData:\n  PASSWORD: 271828\n");

    var manifests = read();

    assertThat(manifests.faults())
        .singleElement()
        .asString()
        .isEqualTo(
            "secret.yaml:5: Secret default/repo: stringData.PASSWORD is not text; put it in quotes");
  }

  @Test
  void namesTheOtherPlaceOfADoubledObject() throws IOException {
    write("a.yaml", SOURCE);
    write("b.yaml", "---\n" + SOURCE);

    var manifests = read();

    assertThat(manifests.faults())
        .singleElement()
        .asString()
        .isEqualTo("b.yaml:2: ReplicationSource default/app is at a.yaml:1 already; keep one");
  }

  @Test
  void findsTheLineOfAField() throws IOException {
    write("a.yaml", "# a comment\n\n" + SOURCE);

    var manifests = read();

    assertThat(manifests.place(APP, "spec.trigger: schedule is wrong"))
        .contains(new Place("a.yaml", 9));
    assertThat(manifests.place(APP, "spec.restic.retain.daily \"x\""))
        .contains(new Place("a.yaml", 17));
    assertThat(manifests.place(APP, "the volume is missing")).contains(new Place("a.yaml", 3));
  }

  @Test
  void noticesAChange() throws IOException {
    write("a.yaml", SOURCE);
    var folderOf = new ManifestFolder(folder, folder.resolve("status"));
    var before = folderOf.fingerprint();

    write("a.yaml", SOURCE + "# more\n");

    assertThat(folderOf.fingerprint()).isNotEqualTo(before);
  }

  @Test
  void readsADestination() throws IOException {
    write(
        "dst.yaml",
        """
        apiVersion: volsync.backube/v1alpha1
        kind: ReplicationDestination
        metadata: {name: app-dst}
        spec:
          trigger: {manual: restore-once}
          restic:
            repository: repo
            copyMethod: Snapshot
            capacity: 5Gi
            accessModes: [ReadWriteOnce]
            restoreAsOf: 2026-01-31T12:00:00Z
            previous: 2
            enableFileDeletion: true
        """);

    var destination = (ReplicationDestination) read().replications().values().iterator().next();

    assertThat(destination.restic().restoreAsOf()).isEqualTo("2026-01-31T12:00:00Z");
    assertThat(destination.restic().capacity()).hasToString("5Gi");
    assertThat(destination.trigger().manual()).isEqualTo("restore-once");
  }

  @Test
  void readsWhatPeopleAlsoApplyToACluster() throws IOException {
    var samples = Path.of("src/test/resources/caravan/api");

    var manifests = new ManifestFolder(samples, folder.resolve("status")).read();

    assertThat(manifests.faults()).isEmpty();
    assertThat(manifests.replications()).hasSize(6);
  }

  private Manifests read() throws IOException {
    return new ManifestFolder(folder, folder.resolve("status")).read();
  }

  private void write(String name, String content) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
