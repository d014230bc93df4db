package dev.troupe.contract;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.troupe.config.AppSpecReader;
import dev.troupe.config.ConfigError;
import dev.troupe.config.Context;
import dev.troupe.config.ProcessFile;
import dev.troupe.config.ProcessFileReader;
import dev.troupe.config.ReadResult;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Usage;
import dev.troupe.pm2.Pm2List;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The process files among the tests' resources, and what is made of them on a machine where {@code
 * node}, {@code python3}, {@code bash} and {@code ls} are installed, as on the one where PM2 was
 * asked.
 */
final class ProcessFiles {
  private static final List<String> PROGRAMS = List.of("node", "python3", "bash", "ls");

  final Path folder;
  private final Path bin;
  private final Path home;
  private final Optional<Path> node = onThisMachine("node");

  /**
   * @param kind valid or broken
   * @param root temporary folder
   */
  ProcessFiles(String kind, Path root) {
    folder = root.resolve("files");
    bin = root.resolve("bin");
    home = root.resolve("home");
    copy(resource(kind), folder);
    PROGRAMS.forEach(this::install);
  }

  boolean hasNode() {
    return node.isPresent();
  }

  static Map<String, Object> expectations(String file) {
    try {
      return JSON.std.mapFrom(Files.readString(resource(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@code jlist} shows of the apps of a file, once they have been started. */
  List<Map<String, Object>> units(String file, @Nullable String envName) {
    var apps = new ArrayList<AppSnapshot>();
    int id = 0;
    for (var spec : accepted(file, envName).apps()) {
      apps.add(new AppSnapshot(id, spec, instances(spec, id), null));
      id += spec.instances();
    }
    return Pm2List.units(apps, "root");
  }

  private ReadResult.Accepted accepted(String file, @Nullable String envName) {
    return switch (read(file)) {
      case ProcessFile.Unreadable(var line) -> throw new AssertionError(line);
      case ProcessFile.Apps apps ->
          switch (result(apps, envName)) {
            case ReadResult.Refused(var errors, _) -> throw new AssertionError(errors);
            case ReadResult.Accepted accepted -> accepted;
          };
    };
  }

  /** The lines that a user is told of a file that cannot be used. */
  List<String> lines(String file) {
    return switch (read(file)) {
      case ProcessFile.Unreadable(var line) -> List.of(unrooted(line));
      case ProcessFile.Apps apps ->
          switch (result(apps, null)) {
            case ReadResult.Accepted accepted -> throw new AssertionError(accepted);
            case ReadResult.Refused(var errors, _) ->
                errors.stream()
                    .map(apps::located)
                    .map(ConfigError::line)
                    .map(this::unrooted)
                    .toList();
          };
    };
  }

  private ProcessFile read(String file) {
    return new ProcessFileReader(folder, env()).read(file);
  }

  private ReadResult result(ProcessFile.Apps file, @Nullable String envName) {
    return AppSpecReader.read(file.apps(), new Context(file.base(), env(), 4, home, envName));
  }

  private Map<String, String> env() {
    var env = new HashMap<String, String>();
    env.put("PATH", bin.toString());
    env.put("HOME", home.toString());
    for (var inherited : List.of("CALLER", "SECRET_KEY", "TOKEN")) {
      env.put(inherited, "x");
    }
    return env;
  }

  /** A text with the folders of this machine as the expectations name them. */
  String unrooted(String text) {
    return text.replace(folder.toString(), "FILES")
        .replace(bin.toString(), "PATH")
        .replace(home.toString(), "HOME");
  }

  private static List<InstanceSnapshot> instances(AppSpec spec, int firstId) {
    return Stream.iterate(0, slot -> slot < spec.instances(), slot -> slot + 1)
        .map(slot -> instance(firstId + slot, slot))
        .toList();
  }

  private static InstanceSnapshot instance(int id, int slot) {
    return new InstanceSnapshot(
        id,
        slot,
        "u-" + id,
        InstanceState.ONLINE,
        1L + id,
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        0,
        null,
        null,
        null,
        Usage.NONE,
        true,
        null,
        null);
  }

  private void install(String program) {
    try {
      Files.createDirectories(bin);
      var file = bin.resolve(program);
      boolean isReal = program.equals("node") && node.isPresent();
      Files.writeString(
          file, isReal ? "#!/bin/sh\nexec " + node.get() + " \"$@\"\n" : "\u007fELF\0");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> onThisMachine(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Path resource(String name) {
    return Path.of("src/test/resources/process-files", name).toAbsolutePath();
  }

  private static void copy(Path from, Path to) {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
