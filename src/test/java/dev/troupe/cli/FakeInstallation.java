package dev.troupe.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scripts of {@code bin} beside jars that are none, and JDKs that only print what they get. */
final class FakeInstallation {
  private final Path folder;
  private final Path root;
  private final Map<String, String> env = new HashMap<>();

  FakeInstallation(Path folder) throws IOException {
    this.folder = folder;
    root = folder.resolve("some where/troupe");
    copy(Path.of("bin"), root.resolve("bin"));
    env.put("PATH", "/usr/bin:/bin");
    env.put("HOME", folder.toString());
    env.put("LANG", "C.UTF-8");
    env.put("TROUPE_ARCHIVES", "off");
    env.put("TROUPE_JDK_FOLDER", folder.resolve("jdks").toString());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.list(from)) {
      for (var file : files.toList()) {
        var target = to.resolve(String.valueOf(file.getFileName()));
        if (Files.isSymbolicLink(file)) {
          Files.createSymbolicLink(target, Files.readSymbolicLink(file));
        } else {
          Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  Path root() {
    return root;
  }

  FakeInstallation with(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  FakeInstallation without(String variable) {
    env.remove(variable);
    return this;
  }

  /** Puts jars where {@code mvn package} or an archive puts them. */
  FakeInstallation jars(Path output) throws IOException {
    for (var name :
        List.of(
            "troupe-1.2.3.jar",
            "lib/troupe-1.2.3-picocli.jar",
            "lib/jackson-core-2.jar",
            "lib/jackson-databind-2.jar",
            "lib/pekko-actor-1.jar")) {
      write(output.resolve(name), "jar");
    }
    return this;
  }

  /** A JDK whose {@code java} prints its name and its arguments, one a line. */
  Path jdk(String name, String version) throws IOException {
    var home = folder.resolve(name);
    write(
        home.resolve("release"),
        "IMPLEMENTOR=\"Some Vendor\"\nJAVA_RUNTIME_VERSION=\"%s+1\"\nJAVA_VERSION=\"%s\"\nOS_ARCH=\"z80\"\n"
            .formatted(version, version));
    script(
        home.resolve("bin/java"), "echo " + name + "\nprintf '%s\\n' \"$@\"\necho LC_ALL=$LC_ALL");
    return home;
  }

  static void script(Path file, String commands) throws IOException {
    write(file, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void write(Path file, String text) throws IOException {
    var parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Files.writeString(file, text);
  }

  /** What came of a run. */
  record Result(int exitCode, List<String> out, String err) {}

  Result run(String program, String... args) throws IOException {
    var command = Stream.concat(Stream.of(program), Stream.of(args)).toList();
    var err = folder.resolve("err.txt").toFile();
    var builder = new ProcessBuilder(command).redirectError(err).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(env);
    var process = builder.start();
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Result(process.waitFor(), out.lines().toList(), Files.readString(err.toPath()));
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  Result troupe(String... args) throws IOException {
    return run(root.resolve("bin/troupe").toString(), args);
  }
}
