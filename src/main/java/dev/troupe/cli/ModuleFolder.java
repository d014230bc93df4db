package dev.troupe.cli;

import dev.troupe.api.Json;
import dev.troupe.model.AppSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The modules that are installed, each in a folder of its own below {@code modules} in home, as PM2
 * lays them out: npm's {@code node_modules} with the module and what it needs.
 */
final class ModuleFolder {
  private static final String DESCRIPTION = "package.json";
  private static final String FILE = "file:";

  private final Path root;

  ModuleFolder(Path home) {
    this.root = home.resolve("modules");
  }

  Path root() {
    return root;
  }

  /** Where a module's folder is, or would be. */
  Path of(String name) {
    return root.resolve(name);
  }

  /** Where the module itself lies in its folder. */
  Path inner(String name) {
    return of(name).resolve("node_modules").resolve(name);
  }

  boolean isInstalled(String name) {
    return Files.isRegularFile(inner(name).resolve(DESCRIPTION));
  }

  /** The names of all, sorted. */
  List<String> names() throws CommandFailure {
    var names = new ArrayList<String>();
    for (var folder : foldersIn(root)) {
      var name = String.valueOf(folder.getFileName());
      if (name.startsWith("@")) {
        for (var scoped : foldersIn(folder)) {
          names.add(name + "/" + scoped.getFileName());
        }
      } else {
        names.add(name);
      }
    }
    names.removeIf(name -> !isInstalled(name));
    names.sort(null);
    return names;
  }

  private static List<Path> foldersIn(Path folder) throws CommandFailure {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + folder + ": " + FileTrouble.reason(e));
    }
  }

  /** A module's {@code package.json}. */
  Map<String, @Nullable Object> description(String name) throws CommandFailure {
    return read(inner(name).resolve(DESCRIPTION));
  }

  static Map<String, @Nullable Object> read(Path file) throws CommandFailure {
    try {
      var values = ModuleConf.map(JsonReader.read(Files.readString(file)));
      if (values != null) {
        return values;
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + FileTrouble.reason(e));
    }
    throw new CommandFailure(file + " is no JSON object: the package is broken");
  }

  /** What npm was asked for when it was installed: a version's range, or {@code file:/PATH}. */
  @Nullable String wanted(String name) throws CommandFailure {
    var needs = ModuleConf.map(read(of(name).resolve(DESCRIPTION)).get("dependencies"));
    if (needs == null || !(needs.get(name) instanceof String wanted)) {
      return null;
    }
    return wanted.startsWith(FILE) ? FILE + absolute(wanted.substring(FILE.length())) : wanted;
  }

  /** npm wrote it down as seen from the folder in which the module was put together. */
  private Path absolute(String path) {
    return root.resolve("draft").resolve(path).normalize();
  }

  /**
   * How a module is declared: its {@code apps} or {@code pm2} section, else its {@code main}.
   *
   * @param settings of the module, as {@code set MODULE:key value} keeps them
   */
  List<Map<String, Object>> declarations(String name, Map<String, @Nullable Object> settings)
      throws CommandFailure {
    var description = description(name);
    var apps = new ArrayList<Map<String, Object>>();
    for (var declared : declared(description)) {
      var app = new LinkedHashMap<String, Object>();
      declared.forEach(
          (field, value) -> {
            if (value != null) {
              app.put(field, value);
            }
          });
      app.putIfAbsent("script", mainOf(description));
      app.putIfAbsent("cwd", inner(name).toString());
      app.put("namespace", AppSpec.MODULES);
      app.put("name", apps.isEmpty() ? name : app.getOrDefault("name", name));
      app.put("env", environment(name, settings, ModuleConf.map(declared.get("env"))));
      apps.add(app);
    }
    return apps;
  }

  private static List<Map<String, @Nullable Object>> declared(
      Map<String, @Nullable Object> description) {
    var section =
        description.containsKey("apps") ? description.get("apps") : description.get("pm2");
    var apps = new ArrayList<Map<String, @Nullable Object>>();
    for (var entry :
        section instanceof List<?> list ? list : List.of(section == null ? Map.of() : section)) {
      var app = ModuleConf.map(entry);
      if (app != null) {
        apps.add(app);
      }
    }
    return apps;
  }

  private static String mainOf(Map<String, @Nullable Object> description) {
    return description.get("main") instanceof String main ? main : "index.js";
  }

  /** What {@code @pm2/io} reads: each setting as a variable, and all of them as JSON. */
  private static Map<String, Object> environment(
      String name,
      Map<String, @Nullable Object> settings,
      @Nullable Map<String, @Nullable Object> declared) {
    var env = new LinkedHashMap<String, Object>();
    put(env, declared == null ? Map.of() : declared);
    put(env, settings);
    env.put("pmx_module", "true");
    env.put(name, Json.write(settings));
    return env;
  }

  private static void put(Map<String, Object> env, Map<String, @Nullable Object> values) {
    for (var value : values.entrySet()) {
      if (value.getValue() != null && ModuleConf.map(value.getValue()) == null) {
        env.put(value.getKey(), String.valueOf(value.getValue()));
      }
    }
  }
}
