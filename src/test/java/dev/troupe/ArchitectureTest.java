package dev.troupe;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The table of folders in CONTRIBUTING.md: who may import whom. */
class ArchitectureTest {
  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.troupe");
  }

  @Test
  void foldersImportOnlyWhatTheTableAllows() {
    var table =
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("main")
            .definedBy("dev.troupe");
    for (var folder :
        new String[] {
          "model",
          "policy",
          "config",
          "os",
          "node",
          "logs",
          "supervision",
          "api",
          "pm2",
          "http",
          "metrics",
          "notify",
          "cli",
          "serve",
          "embed",
          "testkit"
        }) {
      table = table.layer(folder).definedBy("dev.troupe." + folder + "..");
    }
    table
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("model")
        .mayNotAccessAnyLayer()
        .whereLayer("policy")
        .mayOnlyAccessLayers("model")
        .whereLayer("config")
        .mayOnlyAccessLayers("model")
        .whereLayer("os")
        .mayOnlyAccessLayers("model")
        .whereLayer("node")
        .mayOnlyAccessLayers("model", "os")
        .whereLayer("logs")
        .mayOnlyAccessLayers("model")
        .whereLayer("supervision")
        .mayOnlyAccessLayers("model", "policy", "config", "os", "node", "logs")
        .whereLayer("api")
        .mayOnlyAccessLayers("model")
        .whereLayer("pm2")
        .mayOnlyAccessLayers("model")
        .whereLayer("http")
        .mayOnlyAccessLayers("model", "api", "logs", "supervision", "metrics")
        .whereLayer("metrics")
        .mayOnlyAccessLayers("model", "api")
        .whereLayer("notify")
        .mayOnlyAccessLayers("model", "policy", "os", "api", "supervision")
        .whereLayer("cli")
        .mayOnlyAccessLayers("model", "config", "api", "pm2")
        .whereLayer("serve")
        .mayOnlyAccessLayers("config")
        .whereLayer("embed")
        .mayOnlyAccessLayers(
            "model", "config", "os", "logs", "supervision", "api", "http", "metrics", "notify")
        .whereLayer("testkit")
        .mayOnlyAccessLayers("model", "os", "embed")
        .check(classes);
  }

  @Test
  void foldersHaveNoCycles() {
    slices().matching("dev.troupe.(*)..").should().beFreeOfCycles().check(classes);
  }

  /** The packages of {@code supervision}, as docs/architecture.md draws them. */
  @Test
  void supervisionIsBuiltInLayers() {
    var layers = layeredArchitecture().consideringOnlyDependenciesInLayers();
    layers = layers.layer("apps").definedBy("dev.troupe.supervision");
    for (var part :
        new String[] {
          "instance", "surroundings", "link", "saved", "ports", "usage", "journal",
        }) {
      layers = layers.layer(part).definedBy("dev.troupe.supervision." + part + "..");
    }
    layers
        .whereLayer("apps")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("instance")
        .mayOnlyAccessLayers("surroundings", "link", "saved", "ports")
        .whereLayer("surroundings")
        .mayOnlyAccessLayers("saved", "ports")
        .whereLayer("link")
        .mayOnlyAccessLayers("ports")
        .whereLayer("saved")
        .mayOnlyAccessLayers("ports")
        .whereLayer("ports")
        .mayNotAccessAnyLayer()
        .whereLayer("usage")
        .mayNotAccessAnyLayer()
        .whereLayer("journal")
        .mayNotAccessAnyLayer()
        .check(classes);
  }

  @Test
  void decisionsArePure() {
    ArchRule rule =
        noClasses()
            .that()
            .resideInAnyPackage("dev.troupe.model..", "dev.troupe.policy..", "dev.troupe.pm2..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.pekko..", "java.io..", "java.nio.file..", "org.slf4j..")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .allowEmptyShould(true);
    rule.check(classes);
  }

  @Test
  void onlyActorsAndStreamsKnowPekko() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.troupe.logs..",
            "dev.troupe.supervision..",
            "dev.troupe.http..",
            "dev.troupe.notify..",
            "dev.troupe.serve..",
            "dev.troupe.embed..",
            "dev.troupe.testkit..")
        .and()
        .haveNameNotMatching("dev\\.troupe\\.Daemon(Hooks|Main|News|System)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.pekko..")
        .check(classes);
  }

  /** Who has no collector does not load its classes; one place starts the export. */
  @Test
  void onlyTheExportKnowsOpenTelemetry() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.troupe.logs.otlp..", "dev.troupe.metrics.otlp..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.opentelemetry..")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.troupe.logs.otlp..")
        .and()
        .haveNameNotMatching("dev\\.troupe\\.(DaemonMain|embed\\.internal\\.Exports)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.troupe.logs.otlp..")
        .check(classes);
  }

  /** Who asks for no metrics does not load them; JSON and the terminal get records. */
  @Test
  void onlyMetricsKnowMicrometerAndPrometheus() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.troupe.metrics..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.prometheus..")
        .check(classes);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.troupe.metrics.otlp..")
        .and()
        .haveNameNotMatching("dev\\.troupe\\.http\\.MetricSending")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.troupe.metrics.otlp..")
        .check(classes);
  }
}
