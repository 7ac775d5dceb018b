package caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import caravan.Program;
import caravan.components.Restic;
import caravan.restic.repository.Repositories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where restic refuses, the program does: with its exit code, and in words that scripts know. */
class RefusalsIT {
  private static final String REPOSITORY = "repository";
  @TempDir static Path folder;
  private static TwoPrograms both;

  @BeforeAll
  static void makeARepository() throws IOException {
    both = new TwoPrograms(folder);
    both.init(REPOSITORY);
    Files.writeString(folder.resolve("file"), "content");
    both.restic(REPOSITORY).run("backup", "-q", "file");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          snapshots --bogus | unknown flag: --bogus
          snapshots --retry-lock soon | soon
          snapshots -q -v | cannot be specified at the same time
          snapshots -r a --repository-file b | mutually exclusive
          snapshots --compression ultra | ultra
          snapshots --pack-size 1 | 4
          snapshots --group-by colour | unknown grouping option: "colour"
          ls | no snapshot ID specified
          ls nope | no matching ID found for prefix "nope"
          ls latest file | All path filters must be absolute, starting with a forward slash '/'
          ls latest --host nobody | snapshot filter (Paths:[] Tags:[] Hosts:[nobody]): no snapshot found
          ls latest --sort colour | invalid sort mode "colour"
          restore | no snapshot ID specified
          restore latest | please specify a directory to restore to (--target)
          restore latest latest -t x | more than one snapshot ID specified: [latest
          restore nope -t x | failed to find snapshot: no matching ID found for prefix "nope"
          restore latest:nope -t x | nope
          restore latest:file -t x | file
          ls latest:nope | path nope: not found
          ls latest:file | path file: not a directory
          restore latest -t x -i a -e b | exclude and include patterns are mutually exclusive
          restore latest -t x --overwrite maybe | invalid overwrite behavior "maybe", must be one of (always|if-changed|if-newer|never)
          backup | nothing to backup, please specify source files/dirs
          backup gone | all source directories/files do not exist
          backup file --exclude [ | --exclude: invalid pattern(s) provided:
          backup file --exclude-file gone | gone
          backup file --files-from gone | gone
          backup file --parent nope | no matching ID found for prefix "nope"
          forget | no policy was specified, no snapshots will be removed
          forget --keep-last -3 | negative values not allowed, use 'unlimited' instead
          forget --keep-within 3x | invalid unit 'x' found after number 3
          forget --keep-tag nope | refusing to delete last snapshot of snapshot group
          forget --unsafe-allow-remove-all | not allowed unless a snapshot filter option is specified
          forget --keep-last 1 --no-lock | --no-lock is only applicable in combination with --dry-run for forget
          prune --no-lock | --no-lock is only applicable in combination with --dry-run for prune
          prune --max-unused many | many
          prune --max-repack-size many | many
          cat | type not specified
          cat snapshot | ID not specified
          cat colour | invalid type "colour", must be one of [config|index|snapshot|key|masterkey|lock|pack|blob|tree]
          init | config file already exists
          copy | Please specify a source repository location (--from-repo or --from-repository-file)
          list | accepts 1 arg(s), received 0
          list colour | invalid argument "colour"
          stats --mode colour | unknown counting mode: colour
          diff latest | specify two snapshot IDs
          diff nope nope | no matching ID found for prefix "nope"
          find | wrong number of arguments
          find x --oldest soon | unable to parse time: "soon"
          find x --oldest 2026-01-02 --newest 2026-01-01 | --oldest must specify a time before --newest
          find --blob --tree 00000000 | cannot have several ID types
          find --pack 00000000 | unable to find pack(s): [00000000]
          tag latest | nothing to do!
          tag --set a --add b | --set and --add/--remove cannot be given at the same time
          key remove | key remove expects one argument as the key id
          key remove 0000 | no matching ID found for prefix "0000"
          rewrite | Nothing to do: no excludes/includes provided and no new metadata provided
          rewrite --exclude a --include b | exclude and include patterns are mutually exclusive
          rewrite --new-time soon | error in time option
          repair packs | no ids specified
          cache surplus | the cache command expects no arguments
          init --repository-version 7 | 1
          init surplus | the init command expects no arguments
          frobnicate | unknown command "frobnicate" for
          """)
  void inTheSameWords(String words, String said) {
    var arguments = words.strip().split(" ");
    var theirs = both.restic(REPOSITORY).tryRun(arguments);
    var ours = both.program(REPOSITORY).tryRun(arguments);

    assertThat(ours.exitCode()).as(ours.toString()).isEqualTo(theirs.exitCode()).isEqualTo(1);
    assertThat(theirs.errors()).contains(said);
    assertThat(ours.err()).contains(said).doesNotContain("\tat ", "Exception");
  }

  @Test
  void aWrongPassword() {
    assertSameEnd(
        both.restic(REPOSITORY).with("RESTIC_PASSWORD", "wrong"),
        both.program(REPOSITORY).with("RESTIC_PASSWORD", "wrong"),
        12);
  }

  @Test
  void noRepository() {
    var theirs = both.restic("nowhere").tryRun("snapshots");
    var ours = both.program("nowhere").tryRun("snapshots");

    assertThat(ours.exitCode()).isEqualTo(theirs.exitCode()).isEqualTo(10);
    assertThat(ours.err().lines().skip(1))
        .containsExactlyElementsOf(theirs.errors().lines().skip(1).toList());
    assertThat(ours.err())
        .startsWith("Fatal: repository does not exist: unable to open config file: ");
  }

  @Test
  void aLockInTheWay() throws IOException, InterruptedException {
    var holder =
        new ProcessBuilder(
                caravan.components.Components.restic().toString(),
                "-r",
                folder.resolve(REPOSITORY).toString(),
                "--no-cache",
                "backup",
                "--stdin")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    holder.environment().put("RESTIC_PASSWORD", "secret");
    var process = holder.start();
    try {
      awaitLock();

      both.assertAlike(REPOSITORY, RefusalsIT::withoutTime, "forget", "--keep-last", "1");
      both.assertAlike(REPOSITORY, RefusalsIT::withoutTime, "check", "--json");
      assertThat(both.program(REPOSITORY).tryRun("check").exitCode()).isEqualTo(11);
      assertThat(both.program(REPOSITORY).tryRun("snapshots").exitCode()).isZero();
    } finally {
      process.destroyForcibly();
      process.waitFor(1, TimeUnit.MINUTES);
    }
    assertThat(both.program(REPOSITORY).run("unlock", "--remove-all").out())
        .isEqualTo("successfully removed 1 locks\n");
  }

  private static void awaitLock() {
    org.awaitility.Awaitility.await()
        .until(() -> Repositories.locks(folder.resolve(REPOSITORY)) > 0);
  }

  private static String withoutTime(String text) {
    return text.replaceFirst("\\([^ ]* ago\\)", "(some time ago)")
        .replaceFirst("repo already locked, waiting up to 0s for the lock\n", "");
  }

  private static void assertSameEnd(Restic restic, Program program, int exitCode) {
    var theirs = restic.tryRun("snapshots", "--json");
    var ours = program.tryRun("snapshots", "--json");

    assertThat(ours.exitCode()).isEqualTo(theirs.exitCode()).isEqualTo(exitCode);
    assertThat(ours.err()).isEqualTo(theirs.errors());
    assertThat(ours.out()).isEqualTo(theirs.text());
  }
}
