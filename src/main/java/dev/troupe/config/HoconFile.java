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

/**
 * A file of HOCON, with its includes and substitutions.
 *
 * @param name what error lines call it
 * @param file where it is
 */
record HoconFile(String name, Path file) {
  /** What the parser thinks the user may have wanted. */
  private static final String GUESS = " \\((if you (intended|want)|perhaps) .*";

  /** The file as plain values. */
  Parsed parse() throws MalformedFile {
    var root = config().root();
    var places = new HashMap<String, String>();
    note(places, "", root);
    return new Parsed(root.unwrapped(), places);
  }

  /** The file's settings, substitutions done. */
  Config config() throws MalformedFile {
    try {
      var options = ConfigParseOptions.defaults().setAllowMissing(false);
      return ConfigFactory.parseFile(file.toFile(), options).resolve();
    } catch (ConfigException e) {
      throw malformed(e);
    }
  }

  /** {@code file:line}; an included file goes by its path, what is no file by its description. */
  String place(ConfigOrigin origin) {
    var line = origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "";
    return origin.filename() == null ? origin.description() : nameOf(origin) + line;
  }

  private MalformedFile malformed(ConfigException e) {
    var origin = e.origin();
    var message = String.valueOf(e.getMessage()).replaceFirst(GUESS, "");
    if (origin == null) {
      return MalformedFile.at(name, 0, 0, message, FileFormat.HOCON);
    }
    var prefix = origin.description() + ": ";
    return MalformedFile.at(
        nameOf(origin),
        origin.lineNumber(),
        0,
        message.startsWith(prefix) ? message.substring(prefix.length()) : message,
        FileFormat.HOCON);
  }

  private String nameOf(ConfigOrigin origin) {
    @Nullable String from = origin.filename();
    return from == null || Path.of(from).equals(file) ? name : from;
  }

  private void note(Map<String, String> places, String path, ConfigValue value) {
    places.put(path, place(value.origin()));
    if (value instanceof ConfigObject object) {
      object.forEach((key, member) -> note(places, Parsed.member(path, key), member));
    } else if (value instanceof ConfigList list) {
      for (int i = 0; i < list.size(); i++) {
        note(places, Parsed.element(path, i), list.get(i));
      }
    }
  }
}
