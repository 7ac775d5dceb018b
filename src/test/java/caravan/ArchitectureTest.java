package caravan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the table in ARCHITECTURE.md: who may use whom. */
class ArchitectureTest {
  private static final String ENGINE = "caravan.restic..";
  private static final String CAMEL = "org.apache.camel..";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String LOG = "org.slf4j..";

  private static JavaClasses program;

  /** What the classes of a package may use besides the JDK and each other. */
  private record Rule(String of, List<String> may) {
    static Rule of(String of, String... may) {
      return new Rule(of, List.of(may));
    }
  }

  private static final List<Rule> RULES =
      List.of(
          Rule.of(
              "caravan.cli..",
              "caravan.mover..",
              "caravan.text..",
              "caravan.storage..",
              ENGINE,
              JACKSON,
              "picocli..",
              "me.tongfei.progressbar..",
              "org.apache.commons.compress.."),
          Rule.of(
              "caravan.local..",
              "caravan.replication..",
              "caravan.api..",
              "caravan.manifest..",
              "caravan.mover..",
              "caravan.restic",
              "caravan.restic.fs..",
              "io.fabric8.kubernetes.api.model..",
              CAMEL,
              "com.fasterxml.jackson.annotation..",
              LOG),
          Rule.of(
              "caravan.kubernetes..",
              "caravan.replication..",
              "caravan.api..",
              "caravan.reconcile..",
              "io.fabric8.kubernetes..",
              CAMEL,
              JACKSON,
              LOG),
          Rule.of(
              "caravan.kubernetes.objects..",
              "caravan.replication..",
              "caravan.api..",
              "io.fabric8.kubernetes.api.model.."),
          Rule.of("caravan.reconcile..", "io.fabric8.kubernetes..", CAMEL, LOG),
          Rule.of("caravan.mover..", ENGINE, "caravan.api..", "caravan.text..", CAMEL),
          Rule.of("caravan.text..", ENGINE),
          Rule.of(
              "caravan.storage..",
              "caravan.restic",
              "caravan.restic.backend..",
              CAMEL,
              "software.amazon.awssdk..",
              "org.bouncycastle..",
              LOG),
          Rule.of("caravan.metrics..", "caravan.replication..", "caravan.api..", "io.micrometer.."),
          Rule.of(
              "caravan.manifest..", "caravan.api..", "io.fabric8.kubernetes.api.model..", JACKSON),
          Rule.of("caravan.replication..", "caravan.api.."),
          Rule.of("caravan.overview..", "caravan.api..", "caravan.replication..", "caravan.text.."),
          Rule.of(
              "caravan.api..",
              "io.fabric8.kubernetes.api.model..",
              "com.fasterxml.jackson.annotation.."),
          Rule.of(ENGINE, "com.github.luben.zstd..", "com.fasterxml.jackson.core.."));

  @BeforeAll
  static void read() {
    program =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("caravan");
  }

  @TestFactory
  Stream<DynamicTest> eachPackageUsesOnlyWhatItMay() {
    return RULES.stream().map(rule -> DynamicTest.dynamicTest(rule.of(), () -> check(rule)));
  }

  private static void check(Rule rule) {
    var allowed = Stream.concat(Stream.of("java..", "javax..", rule.of()), rule.may().stream());
    classes()
        .that()
        .resideInAPackage(rule.of())
        .should()
        .onlyDependOnClassesThat(inPackages(allowed.toArray(String[]::new)))
        .check(program);
  }

  /** Arrays of primitives have no package. */
  private static DescribedPredicate<JavaClass> inPackages(String... packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages)
        .or(JavaClass.Predicates.resideInAPackage(""))
        .as("reside in %s", String.join(", ", packages));
  }

  @Test
  void insideTheEngineArrowsGoDown() {
    var layers =
        List.of(
            List.of("walker", "copier", "rewriter", "repairer"),
            List.of("archiver", "restorer", "forget", "pruner", "checker"),
            List.of("repository"),
            List.of("index", "pack", "snapshot", "backend", "fs", "filter"),
            List.of("crypto", "chunker", "json"));
    for (int upper = 0; upper < layers.size(); upper++) {
      for (int lower = upper + 1; lower < layers.size(); lower++) {
        noClasses()
            .that()
            .resideInAnyPackage(engine(layers.get(lower)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(engine(layers.get(upper)))
            .allowEmptyShould(true)
            .check(program);
      }
    }
  }

  private static String[] engine(List<String> names) {
    return names.stream().map(name -> "caravan.restic." + name + "..").toArray(String[]::new);
  }

  @Test
  void noPackagesUseEachOther() {
    slices().matching("(caravan..)").should().beFreeOfCycles().check(program);
  }

  @Test
  void onlyTheCompositionRootReadsTheEnvironmentAndMakesTheTime() {
    noClasses()
        .that()
        .resideOutsideOfPackage("caravan")
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(Clock.class, "systemDefaultZone")
        .check(program);
  }

  /** Its signed jar costs every run that loads it a third of a second. */
  @Test
  void bouncyCastleIsMetWherePemFilesAreReadAndNowhereElse() {
    noClasses()
        .that()
        .haveNameNotMatching("caravan\\.storage\\.PemFile(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(program);
  }

  @Test
  void aPackageMeetsCamelsProcessorInOneBaseClass() {
    var direct = new TreeMap<String, List<String>>();
    program.stream()
        .filter(it -> !it.getPackageName().equals("caravan.storage"))
        .filter(
            it ->
                it.getRawInterfaces().stream()
                    .anyMatch(type -> type.getName().equals("org.apache.camel.Processor")))
        .forEach(
            it ->
                direct.merge(
                    it.getPackageName(),
                    List.of(it.getSimpleName()),
                    (a, b) -> Stream.concat(a.stream(), b.stream()).toList()));

    assertThat(direct.values()).allSatisfy(names -> assertThat(names).hasSize(1));
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    for (var root : List.of("processors", "mover")) {
      try (var files = Files.walk(Path.of(root))) {
        var folders =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .toList();

        assertThat(folders)
            .isNotEmpty()
            .allSatisfy(folder -> assertThat(folder.resolve("package-info.java")).exists());
      }
    }
  }
}
