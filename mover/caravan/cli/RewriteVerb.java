package caravan.cli;

import caravan.restic.Id;
import caravan.restic.InvalidInput;
import caravan.restic.repository.LockMode;
import caravan.restic.repository.Repository;
import caravan.restic.repository.RepositoryLock;
import caravan.restic.rewriter.RewriteOptions;
import caravan.restic.rewriter.SnapshotReplacement;
import caravan.restic.rewriter.TreeRewriter;
import caravan.restic.snapshot.SnapshotFinder;
import caravan.restic.snapshot.StoredSnapshot;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes new snapshots without some files, or with another host or time. */
@Command(
    name = "rewrite",
    description = {
      "Make new snapshots without some files, or with another host or time.",
      "The new ones have the tag rewrite, unless --forget deletes the old ones."
    },
    footer = {
      "",
      "Examples:",
      "  caravan rewrite --exclude '*.secret' --forget",
      "  caravan rewrite --include /home latest",
      "  caravan rewrite --new-host nas 79766175"
    })
final class RewriteVerb extends Verb {
  @Mixin private SnapshotOptions.WithShortHost selection;
  @Mixin private RewriteFlags flags;
  @Mixin private RewritePatterns patterns;

  @Parameters(paramLabel = "ID", description = "snapshots to rewrite; without, all selected")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--new-host", paramLabel = "HOST", description = "another host")
  private String newHost = "";

  @Option(
      names = "--new-time",
      paramLabel = "TIME",
      description = "another time, as 2006-01-02 15:04:05")
  private String newTime = "";

  @Option(
      names = {"-s", "--snapshot-summary"},
      description = "record the number and size of files")
  private boolean summary;

  RewriteVerb(CliContext context) {
    super(context);
  }

  @Override
  int run() {
    if (!summary && patterns.isEmpty() && newHost.isEmpty() && newTime.isEmpty()) {
      throw new InvalidInput(
          "Nothing to do: no excludes/includes provided and no new metadata provided");
    }
    patterns.requireOneKind();
    var options =
        new RewriteOptions(
            flags.dryRun,
            flags.forget,
            "rewrite",
            newHost.isEmpty() ? null : newHost,
            newTime.isEmpty() ? null : RecordedTime.parse("--new-time", newTime, context()));
    if (flags.forget) {
      sayAlways("create exclusive lock for repository");
    }
    var mode = flags.forget ? LockMode.EXCLUSIVE : LockMode.SHARED;
    return withRepository(
        flags.dryRun ? null : mode,
        (repository, lock) -> {
          rewrite(repository, lock, options);
          return OK;
        });
  }

  private void rewrite(Repository repository, RepositoryLock lock, RewriteOptions options) {
    var all = repository.snapshots();
    repository.loadIndex();
    var news = new RewriteNews(this, flags.dryRun);
    Runnable ensureHeld = lock == null ? () -> {} : lock::ensureHeld;
    var replacement = new SnapshotReplacement(repository, options, news, ensureHeld);
    var filter = selection.filter(context());
    int changed = 0;
    for (var stored : SnapshotFinder.findAll(all, ids, filter, this::warn)) {
      sayAlways("");
      sayAlways(SnapshotText.describe(stored, context().zone()));
      changed += rewrite(repository, ensureHeld, stored, replacement) ? 1 : 0;
    }
    news.sum(changed);
  }

  private boolean rewrite(
      Repository repository,
      Runnable ensureHeld,
      StoredSnapshot stored,
      SnapshotReplacement replacement) {
    if (patterns.isEmpty() && !summary) {
      return replacement.replace(stored, stored.snapshot().tree(), null);
    }
    var rules = patterns.rules(this);
    Id tree;
    try (var uploads = repository.uploads(flags.dryRun)) {
      try (var saver = uploads.saver()) {
        tree = new TreeRewriter(repository, rules).rewrite(stored.snapshot().tree(), saver);
      }
      ensureHeld.run();
      uploads.flush();
    }
    return tree != null && replacement.replace(stored, tree, rules.summary(stored.snapshot()));
  }
}
