package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The classes under test as an installation has them: in a jar, with a class archive. So a daemon
 * takes half the processor time to start. Made once for the same classes, in {@code target/tested};
 * what another JVM is making is waited for.
 */
public final class TestedBuild {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Path OPTIONS = ROOT.resolve("conf/daemon.jvm");

  /** No port of the machine is taken, and none that a user's daemon has. */
  private static final String SCRIPT =
      "#!/bin/sh\nTROUPE_HTTP_PORT=0 exec '%s' \"$@\"\n".formatted(JAVA);

  private static @Nullable TestedBuild made;

  private final Path folder;
  private final String classPath;
  private @Nullable FileChannel used;

  private TestedBuild(Path folder) {
    this.folder = folder;
    this.classPath =
        Stream.concat(Stream.of(jar().toString()), libraries())
            .collect(Collectors.joining(File.pathSeparator));
  }

  /** The one for the classes that this JVM runs. */
  static synchronized TestedBuild get() {
    if (made == null) {
      try {
        made = find(classes());
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    return made;
  }

  /** Of the classes under test. */
  Path jar() {
    return folder.resolve("troupe.jar");
  }

  /** What a daemon is started from. */
  Installation installation() {
    return new Installation(folder.resolve("java"), classPath, OPTIONS, archive());
  }

  /** What runs a command in a JVM of its own, its words left out. */
  public static List<String> command() {
    return get()
        .command(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "--enable-native-access=ALL-UNNAMED");
  }

  /** The same for command line and daemon in one process, called by a name. */
  public static List<String> foreground(String program) {
    return get().command("@" + OPTIONS, "-Dtroupe.program=" + program);
  }

  private List<String> command(String... options) {
    var command = new ArrayList<>(List.of(JAVA.toString()));
    command.addAll(List.of(options));
    var archive = archive();
    if (archive != null) {
      command.add("-XX:SharedArchiveFile=" + archive);
      command.add("-Dtroupe.daemon.archive=" + archive);
    }
    command.addAll(List.of("-Dtroupe.root=" + ROOT, "-cp", classPath, "dev.troupe.Main"));
    return List.copyOf(command);
  }

  /** Null if none could be made: all works without. */
  private @Nullable Path archive() {
    var archive = folder.resolve("daemon.jsa");
    return Files.exists(archive) ? archive : null;
  }

  private static Path classes() {
    try {
      return Path.of(Cli.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Stream<String> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"));
  }

  private static TestedBuild find(Path classes) throws IOException, InterruptedException {
    var all = Files.createDirectories(ROOT.resolve("target/tested"));
    try (var one = channel(all.resolve("lock"));
        var _ = one.lock()) {
      var build = new TestedBuild(all.resolve(key(classes)));
      if (!Files.exists(build.folder.resolve("complete"))) {
        removeUnused(all);
        build.make(classes);
      }
      build.use();
      return build;
    }
  }

  private static FileChannel channel(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  /** As long as this JVM lives nobody removes it. */
  private void use() throws IOException {
    used = channel(folder.resolve("used"));
    assertThat(used.lock(0, Long.MAX_VALUE, true).isValid()).isTrue();
  }

  /** The same for the same classes, jars and JDK. */
  private static String key(Path classes) throws IOException {
    var text = new StringBuilder(Runtime.version().toString());
    libraries().forEach(text::append);
    for (var file : files(classes)) {
      text.append(file).append(Files.size(file)).append(Files.getLastModifiedTime(file));
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var hash = digest.digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void removeUnused(Path all) throws IOException {
    try (var builds = Files.list(all)) {
      for (var build : builds.filter(Files::isDirectory).toList()) {
        try (var used = channel(build.resolve("used"));
            var lock = used.tryLock()) {
          if (lock != null) {
            remove(build);
          }
        }
      }
    }
  }

  private static void remove(Path build) throws IOException {
    try (var files = Files.walk(build)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private void make(Path classes) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    pack(classes);
    var java = Files.writeString(folder.resolve("java"), SCRIPT);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    archive(loadedClasses());
    Files.createFile(folder.resolve("complete"));
  }

  private void pack(Path classes) throws IOException {
    try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar())))) {
      out.setLevel(1);
      for (var file : files(classes)) {
        out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }

  /** What command line and daemon load in one process that starts an app; without numbers. */
  private Path loadedClasses() throws IOException, InterruptedException {
    var list = folder.resolve("loaded.classes");
    var command = new ArrayList<>(command("@" + OPTIONS, "-XX:DumpLoadedClassList=" + list));
    command.addAll(List.of("start", "sleep", "--no-daemon", "--", "1000"));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("TROUPE_HOME", folder.resolve("home").toString());
    builder.environment().put("TROUPE_HTTP_PORT", "0");
    var process = builder.redirectErrorStream(true).redirectOutput(log()).start();
    HomeWithDaemon.await("an app", () -> isWritten(folder.resolve("home/pids/sleep-0.pid")));
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    try (var lines = Files.lines(list)) {
      var kept = new LinkedHashSet<String>();
      lines
          .filter(line -> !line.contains(" source: "))
          .forEach(line -> kept.add(line.replaceFirst(" id: \\d+$", "")));
      return Files.write(list, kept);
    }
  }

  private File log() {
    return folder.resolve("log").toFile();
  }

  private static boolean isWritten(Path file) {
    try {
      return Files.exists(file) && Files.size(file) > 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void archive(Path loaded) throws IOException, InterruptedException {
    var dump =
        List.of(
            JAVA.toString(),
            "@" + OPTIONS,
            "-Xshare:dump",
            "-XX:+AOTClassLinking",
            "-XX:SharedClassListFile=" + loaded,
            "-XX:SharedArchiveFile=" + folder.resolve("daemon.jsa"),
            "-cp",
            classPath);
    var log = ProcessBuilder.Redirect.appendTo(log());
    new ProcessBuilder(dump).redirectErrorStream(true).redirectOutput(log).start().waitFor();
  }
}
