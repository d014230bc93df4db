package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/Assemble.java}, the end of a build. */
@Tag("os")
class AssembleTest {
  @TempDir static Path classes;
  @TempDir Path target;

  @BeforeAll
  static void compile() {
    var sources =
        new String[] {"-d", classes.toString(), ".ci/Assemble.java", ".ci/PlainLambdas.java"};
    assertThat(ToolProvider.findFirst("javac").orElseThrow().run(System.out, System.err, sources))
        .isZero();
  }

  @BeforeEach
  void pretendToBuild() throws IOException {
    jars("one");
  }

  private void jars(String content) throws IOException {
    Files.writeString(target.resolve("troupe-1.jar"), content);
    Files.createDirectories(target.resolve("picocli/picocli"));
    Files.writeString(target.resolve("picocli/picocli/CommandLine.class"), "picocli");
  }

  private Path assembled(Path... dependencies) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath =
        String.join(File.pathSeparator, Stream.of(dependencies).map(Path::toString).toList());
    var command =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes.toString(),
            "Assemble",
            target.toString(),
            "1",
            "2026-01-02T03:04:05Z",
            target.resolve("picocli").toString(),
            target.resolve("classes") + File.pathSeparator + classPath);
    var process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    return target.resolve("dist").resolve(Files.readString(target.resolve("dist/current")).strip());
  }

  @Test
  void givesEachBuildAFolderOfItsOwnAndKeepsTheOneBefore() throws Exception {
    var first = assembled();
    assertThat(first.resolve("troupe-1.jar")).hasContent("one");
    try (var picocli = new ZipFile(first.resolve("lib/troupe-1-picocli.jar").toFile())) {
      assertThat(picocli.stream().map(ZipEntry::getName))
          .containsExactly("picocli/CommandLine.class");
    }
    assertThat(target.resolve("distribution/troupe-1.jar")).hasContent("one");
    assertThat(assembled()).isEqualTo(first);
    jars("two");
    var second = assembled();
    assertThat(second.resolve("troupe-1.jar")).hasContent("two");
    assertThat(first.resolve("troupe-1.jar")).hasContent("one");
  }

  @Test
  void removesOldBuildsButNotTheOneAProcessRunsFrom() throws Exception {
    var used = assembled();
    var daemon =
        new ProcessBuilder("sh", "-c", "read line", used.resolve("troupe-1.jar").toString())
            .start();
    try {
      jars("two");
      var unused = assembled();
      for (var content : List.of("three", "four", "five")) {
        jars(content);
        assembled();
      }
      assertThat(unused).doesNotExist();
      assertThat(used.resolve("troupe-1.jar")).hasContent("one");
    } finally {
      daemon.getOutputStream().close();
      daemon.waitFor();
    }
  }

  private static Object same(ClassLoader loader) throws ReflectiveOperationException {
    var companion = loader.loadClass("scala.$less$colon$less$");
    return companion.getMethod("refl").invoke(companion.getField("MODULE$").get(null));
  }

  @Test
  void makesLambdasOfScalaPlainOnesThatWorkAsBefore() throws Exception {
    var scala =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(jar -> String.valueOf(jar.getFileName()).startsWith("scala-library"))
            .findFirst()
            .orElseThrow();
    var library = assembled(scala).resolve("lib").resolve(scala.getFileName());
    var urls = new URL[] {library.toUri().toURL()};
    try (var loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
      var function = loader.loadClass("scala.Function1");
      var itself = same(loader);
      var twice = function.getMethod("andThen$", function, function).invoke(null, itself, itself);
      assertThat(function.getMethod("apply", Object.class).invoke(twice, "word")).isEqualTo("word");
      assertThat(twice.getClass().isHidden()).isTrue();
      assertThat(twice.getClass().getDeclaredMethods())
          .noneMatch(method -> method.getName().equals("writeReplace"));
      var duration = loader.loadClass("scala.concurrent.duration.Duration");
      assertThat(duration.getMethod("apply", String.class).invoke(null, "3 seconds"))
          .hasToString("3 seconds");
    }
  }
}
