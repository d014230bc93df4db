package dev.troupe.cli;

import dev.troupe.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of apps and modules by section, as {@code module_conf.json} keeps them in home: maps of
 * texts, which may lie in each other.
 */
final class ModuleConf {
  /** The key that means everything. */
  static final String ALL = "all";

  private static final String INDENT = "    ";

  private final Path file;
  private final Map<String, @Nullable Object> values;

  private ModuleConf(Path file, Map<String, @Nullable Object> values) {
    this.file = file;
    this.values = values;
  }

  static ModuleConf read(Session session) throws CommandFailure {
    var file = file(session);
    try {
      var text = Files.readString(file);
      if (text.isBlank()) {
        return new ModuleConf(file, new LinkedHashMap<>());
      }
      var values = map(JsonReader.read(text));
      if (values == null) {
        throw new CommandFailure(file + " is no JSON object: mend it or remove it");
      }
      return new ModuleConf(file, values);
    } catch (NoSuchFileException _) {
      return new ModuleConf(file, new LinkedHashMap<>());
    } catch (IOException e) {
      throw new CommandFailure("cannot read " + file + ": " + FileTrouble.reason(e));
    }
  }

  private static Path file(Session session) throws CommandFailure {
    var home = session.home().root();
    var caller = session.caller();
    var given =
        caller.has("PM2_MODULE_CONF_PATH") ? caller.env().get("PM2_MODULE_CONF_PATH") : null;
    return given == null ? home.resolve("module_conf.json") : caller.cwd().resolve(given);
  }

  /** What a key names, from the outside in: {@code a.b} and {@code a:b} are b in a. */
  static List<String> path(String key) throws CommandFailure {
    var path = new ArrayList<String>();
    var part = new StringBuilder();
    boolean isQuoted = false;
    for (int at = 0; at < key.length(); at++) {
      char c = key.charAt(at);
      if (c == '"') {
        isQuoted = !isQuoted;
      } else if (!isQuoted && (c == '.' || c == ':')) {
        path.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    path.add(part.toString());
    if (path.contains("")) {
      throw new CommandFailure("the key " + key + " has an empty part: write it as APP.key");
    }
    return path;
  }

  /** The value at a path, which may be a map; null if there is none. */
  @Nullable Object get(List<String> path) {
    Object found = values;
    for (var part : path) {
      var map = map(found);
      found = map == null ? null : map.get(part);
    }
    return found;
  }

  Map<String, @Nullable Object> all() {
    return values;
  }

  /** Sets a value; what stands in the way of the path to it is replaced. */
  void set(List<String> path, String value) {
    var map = values;
    for (var part : path.subList(0, path.size() - 1)) {
      var inner = map(map.get(part));
      if (inner == null) {
        inner = new LinkedHashMap<>();
        map.put(part, inner);
      }
      map = inner;
    }
    map.put(path.getLast(), value);
  }

  /** Removes a value; answers whether there was one. */
  boolean unset(List<String> path) {
    var parent = map(path.size() == 1 ? values : get(path.subList(0, path.size() - 1)));
    if (parent == null || !parent.containsKey(path.getLast())) {
      return false;
    }
    parent.remove(path.getLast());
    return true;
  }

  void clear() {
    values.clear();
  }

  /** Writes the file, whole or not at all, for its user alone: settings may be secrets. */
  void write() throws CommandFailure {
    try {
      var folder = file.toAbsolutePath().getParent();
      var draft = Files.createTempFile(folder, ".module_conf", null);
      try {
        var text = new StringBuilder();
        append(text, values, "\n");
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + FileTrouble.reason(e));
    }
  }

  private static void append(StringBuilder text, @Nullable Object value, String newLine) {
    var map = map(value);
    if (map == null) {
      text.append(value == null ? "null" : Json.write(value));
      return;
    }
    var separator = "{";
    for (var entry : map.entrySet()) {
      text.append(separator).append(newLine).append(INDENT);
      text.append(Json.write(entry.getKey())).append(": ");
      append(text, entry.getValue(), newLine + INDENT);
      separator = ",";
    }
    text.append(map.isEmpty() ? "{}" : newLine + "}");
  }

  /** Lines of {@code key: value}, with the keys as {@code set} takes them. */
  static String lines(String prefix, Map<String, @Nullable Object> map) {
    var text = new StringBuilder();
    for (var entry : map.entrySet()) {
      var key = prefix + entry.getKey();
      var inner = map(entry.getValue());
      if (inner == null) {
        text.append(key).append(": ").append(entry.getValue()).append('\n');
      } else {
        text.append(lines(key + ".", inner));
      }
    }
    return text.toString();
  }

  @SuppressWarnings("unchecked") // JsonReader's objects are maps by text.
  static @Nullable Map<String, @Nullable Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : null;
  }
}
