package dev.troupe.cli;

import dev.troupe.config.AppSpecReader;
import dev.troupe.config.ConfigError;
import dev.troupe.config.Context;
import dev.troupe.config.Declaration;
import dev.troupe.config.FileFormat;
import dev.troupe.config.ProcessFile;
import dev.troupe.config.ProcessFileReader;
import dev.troupe.config.ReadResult;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Apps that the caller declares, in a process file or by options, looked at before they are sent.
 */
final class Declarations {
  private static final String STDIN = "-";

  private final Arguments arguments;
  private final Session session;

  Declarations(Arguments arguments, Session session) {
    this.arguments = arguments;
    this.session = session;
  }

  /** Whether a word on the command line means a process file: by its name; {@code -} is stdin. */
  static boolean isProcessFile(String word) {
    return word.equals(STDIN) || FileFormat.of(word).isPresent();
  }

  /** Reads a process file; {@code --only} leaves just the apps of these names. */
  ProcessFile.Apps read(String word) throws CommandFailure {
    var caller = session.caller();
    var reader = new ProcessFileReader(caller.cwd(), caller.env());
    var file = word.equals(STDIN) ? reader.readText(standardInput()) : reader.read(word);
    var apps =
        switch (file) {
          case ProcessFile.Unreadable(var line) -> throw new CommandFailure(line);
          case ProcessFile.Apps all -> only(all);
        };
    warn(apps.warnings());
    return apps;
  }

  private ProcessFile.Apps only(ProcessFile.Apps all) throws CommandFailure {
    var names = arguments.value("--only");
    if (names == null) {
      return all;
    }
    var left = all.only(List.of(names.split(",", 0)));
    if (left.apps().isEmpty()) {
      throw new CommandFailure(String.join("\n  ", left.warnings()));
    }
    return left;
  }

  private static String standardInput() throws CommandFailure {
    try (var in = new FileInputStream(FileDescriptor.in)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CommandFailure("standard input cannot be read: " + FileTrouble.reason(e));
    }
  }

  /** The names that the apps of a process file have, or get from their scripts. */
  List<String> names(String word) throws CommandFailure {
    var names = new ArrayList<String>();
    for (var app : read(word).apps()) {
      names.add(Declaration.nameOf(app));
    }
    return names;
  }

  /**
   * Refuses the apps of a file that cannot be started as they are declared. Of what is merely odd
   * the daemon's answer warns.
   *
   * @return their names
   */
  Set<String> check(ProcessFile.Apps file) throws CommandFailure {
    return switch (result(file)) {
      case ReadResult.Accepted(var apps, _) -> {
        var names = new HashSet<String>();
        for (var app : apps) {
          names.add(app.name());
        }
        yield names;
      }
      case ReadResult.Refused(var errors, var warnings) -> {
        warn(warnings);
        var lines = new ArrayList<String>();
        for (var error : errors) {
          lines.add(file.located(error).line());
        }
        throw new CommandFailure(String.join("\n  ", lines));
      }
    };
  }

  /** Refuses an app that cannot be started as the command line declares it. */
  void check(Map<String, Object> app) throws CommandFailure {
    var caller = session.caller();
    var file = new ProcessFile.Apps(caller.cwd(), List.of(app), Map.of(), List.of());
    switch (result(file)) {
      case ReadResult.Accepted _ -> {}
      case ReadResult.Refused(var errors, _) -> throw new CommandFailure(withoutPlaces(errors));
    }
  }

  private static String withoutPlaces(List<ConfigError> errors) {
    var lines = new ArrayList<String>();
    for (var error : errors) {
      lines.add(error.message());
    }
    return String.join("\n  ", lines);
  }

  private ReadResult result(ProcessFile.Apps file) throws CommandFailure {
    int cpus = Runtime.getRuntime().availableProcessors();
    var env = session.caller().env();
    var home = session.home().root();
    return AppSpecReader.read(
        file.apps(), new Context(file.base(), env, cpus, home, arguments.value("--env")));
  }

  private void warn(List<String> warnings) {
    for (var warning : warnings) {
      session.console().warn(warning);
    }
  }
}
