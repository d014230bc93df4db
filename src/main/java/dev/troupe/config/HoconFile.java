package dev.troupe.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads HOCON with its includes and substitutions. */
final class HoconFile {
  /** What the parser thinks the user may have wanted. */
  private static final String GUESS = " \\((if you intended|perhaps) .*";

  private HoconFile() {}

  /**
   * Reads a file.
   *
   * @param name what error lines call it
   */
  static Parsed parse(String name, Path file) throws MalformedFile {
    var root = resolved(name, file).root();
    var places = new HashMap<String, String>();
    note(places, name, file, "", root);
    return new Parsed(root.unwrapped(), places);
  }

  /** The file's settings, substitutions done. */
  static Config resolved(String name, Path file) throws MalformedFile {
    try {
      var options = ConfigParseOptions.defaults().setAllowMissing(false);
      return ConfigFactory.parseFile(file.toFile(), options).resolve();
    } catch (ConfigException e) {
      throw malformed(name, file, e);
    }
  }

  static MalformedFile malformed(String name, Path file, ConfigException e) {
    var origin = e.origin();
    var message = String.valueOf(e.getMessage());
    if (origin == null) {
      return MalformedFile.at(name, 0, 0, message, FileFormat.HOCON);
    }
    var prefix = origin.description() + ": ";
    return MalformedFile.at(
        fileName(name, file, origin),
        origin.lineNumber(),
        0,
        (message.startsWith(prefix) ? message.substring(prefix.length()) : message)
            .replaceFirst(GUESS, ""),
        FileFormat.HOCON);
  }

  /** {@code file:line} of a value; an included file goes by its path, what is no file by itself. */
  static String place(String name, Path file, ConfigOrigin origin) {
    var line = origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "";
    return origin.filename() == null ? origin.description() : fileName(name, file, origin) + line;
  }

  private static String fileName(String name, Path file, ConfigOrigin origin) {
    @Nullable String from = origin.filename();
    return from == null || Path.of(from).equals(file) ? name : from;
  }

  private static void note(
      Map<String, String> places, String name, Path file, String path, ConfigValue value) {
    places.put(path, place(name, file, value.origin()));
    if (value instanceof ConfigObject object) {
      object.forEach((key, member) -> note(places, name, file, Parsed.member(path, key), member));
    } else if (value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        note(places, name, file, Parsed.element(path, i), list.get(i));
      }
    }
  }
}
