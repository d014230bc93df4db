package dev.troupe.cli;

import dev.troupe.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a process file declares.
 *
 * @param apps in the words of the file
 */
record Declarations(List<Map<String, Object>> apps) {
  private static final String[] MARKS = {
    ".json", ".yml", ".yaml", ".toml", ".config.js", ".config.cjs", ".config.mjs"
  };

  /** Whether a word on the command line means a process file: by its name; {@code -} is stdin. */
  static boolean isProcessFile(String word) {
    if (word.equals("-")) {
      return true;
    }
    var name = word.substring(word.lastIndexOf('/') + 1);
    for (var mark : MARKS) {
      if (name.contains(mark)) {
        return true;
      }
    }
    return false;
  }

  /** Reads a process file; {@code --only} leaves just the apps of these names. */
  static Declarations read(String file, Session session, Arguments arguments)
      throws CommandFailure {
    var path = session.caller().cwd().resolve(file);
    try {
      var apps = Json.read(ProcessList.class, Files.readString(path)).apps();
      var only = arguments.value("--only");
      return new Declarations(only == null ? apps : only(apps, only));
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + path + ": " + FileTrouble.reason(e));
    }
  }

  /** The top level of a JSON file. */
  record ProcessList(List<Map<String, Object>> apps) {}

  private static List<Map<String, Object>> only(List<Map<String, Object>> apps, String names) {
    var wanted = Set.of(names.split(","));
    var left = new ArrayList<Map<String, Object>>();
    for (var app : apps) {
      if (wanted.contains(nameOf(app))) {
        left.add(app);
      }
    }
    return left;
  }

  List<String> names() {
    var names = new ArrayList<String>();
    for (var app : apps) {
      names.add(nameOf(app));
    }
    return names;
  }

  /** As declared, else after the script: {@code dir/api.js} is {@code api}. */
  private static String nameOf(Map<String, Object> app) {
    if (app.get("name") != null) {
      return app.get("name").toString();
    }
    var script = String.valueOf(app.get("script"));
    var file = script.substring(script.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot > 0 ? file.substring(0, dot) : file;
  }
}
