package dev.troupe.config;

import static java.nio.file.attribute.PosixFilePermissions.fromString;

import dev.troupe.model.AppSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A machine of four CPUs in a temporary folder: programs in {@code bin}, two accounts, a cwd. */
final class Machine {
  final Path root;
  final Path bin;
  final Path cwd;
  final Path home;
  private final Map<String, String> env = new LinkedHashMap<>();
  private final Accounts accounts;

  Machine(Path root) {
    this.root = root;
    bin = folder("bin");
    cwd = folder("work");
    home = folder("home");
    env.put("PATH", bin.toString());
    env.put("HOME", root.resolve("users").toString());
    accounts =
        new Accounts(
            write("passwd", "root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh\n"),
            write("group", "root:x:0:\nstaff:x:50:ann\n"));
  }

  Machine with(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  Map<String, String> env() {
    return env;
  }

  /** A binary in PATH. */
  Path program(String name) {
    return executable("bin/" + name, "\u007fELF\0");
  }

  Path folder(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path write(String name, String content) {
    try {
      var file = root.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path executable(String name, String content) {
    try {
      return Files.setPosixFilePermissions(write(name, content), fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ReadResult read(@Nullable String envName, List<Map<String, Object>> declarations) {
    return AppSpecReader.read(declarations, new Context(cwd, env, 4, home, envName), accounts);
  }

  ReadResult read(Map<String, Object> declaration) {
    return read(null, List.of(declaration));
  }

  AppSpec app(Map<String, Object> declaration) {
    return switch (read(declaration)) {
      case ReadResult.Accepted(var apps, _) -> apps.getFirst();
      case ReadResult.Refused(var errors, _) -> throw new AssertionError(errors);
    };
  }

  /** The whole lines, with the machine's folder shown as {@code ROOT}. */
  List<String> errors(Map<String, Object> declaration) {
    return switch (read(declaration)) {
      case ReadResult.Accepted(var apps, _) -> throw new AssertionError(apps);
      case ReadResult.Refused(var errors, _) ->
          errors.stream().map(error -> error.line().replace(root.toString(), "ROOT")).toList();
    };
  }

  List<String> warnings(@Nullable String envName, Map<String, Object> declaration) {
    return switch (read(envName, List.of(declaration))) {
      case ReadResult.Accepted(_, var warnings) -> warnings;
      case ReadResult.Refused(_, var warnings) -> warnings;
    };
  }

  List<String> warnings(Map<String, Object> declaration) {
    return warnings(null, declaration);
  }
}
