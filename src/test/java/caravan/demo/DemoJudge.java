package caravan.demo;

import caravan.components.Components;
import caravan.components.Restic;
import java.io.PrintStream;

/** Lets the real restic look at what was written, where it is installed. */
final class DemoJudge {
  private final PrintStream out;

  DemoJudge(PrintStream out) {
    this.out = out;
  }

  /** Whether restic finds both repositories without an error; true where there is no restic. */
  boolean judge(DemoSite site) {
    out.println();
    if (!Components.has("restic")) {
      out.println(
          "   restic is not installed here; src/test/components/install restic, and the demo");
      out.println("   lets it check both repositories as well.");
      return true;
    }
    boolean isHealthy = true;
    for (var target : DemoSite.TARGETS) {
      var restic = Restic.at(site.address(target), DemoSite.PASSWORD);
      site.credentials().forEach(restic::with);
      var check = restic.tryRun("check", "--read-data");
      isHealthy &= check.exitCode() == 0;
      var verdict = check.exitCode() == 0 ? "no errors were found" : check.toString();
      out.println("   restic check --read-data, " + target + ": " + verdict);
    }
    return isHealthy;
  }

  /** How to look at what is left. */
  void explain(DemoSite site) {
    out.println();
    out.println("   Left in " + site.folder() + ". Look at it with restic:");
    out.println("     export RESTIC_PASSWORD=" + DemoSite.PASSWORD);
    for (var target : DemoSite.TARGETS) {
      var repository = site.kept(target);
      out.println("     restic -r " + repository + " snapshots");
      out.println("     restic -r " + repository + " check --read-data");
    }
  }
}
