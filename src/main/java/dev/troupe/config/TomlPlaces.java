package dev.troupe.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Finds the places of tables and keys in a TOML text that has been parsed without mistakes, since
 * the parser does not tell them. Keys of inline tables go by the line that begins them.
 */
final class TomlPlaces {
  private static final String KEY = "(?:[\\w-]+|\"[^\"]*\"|'[^']*')";
  private static final String KEYS = KEY + "(?:\\s*\\.\\s*" + KEY + ")*";
  private static final Pattern ARRAY = Pattern.compile("\\s*\\[\\[\\s*(" + KEYS + ")\\s*]].*");
  private static final Pattern TABLE = Pattern.compile("\\s*\\[\\s*(" + KEYS + ")\\s*].*");
  private static final Pattern ENTRY = Pattern.compile("\\s*(" + KEYS + ")\\s*=.*");
  private static final Pattern ONE_KEY = Pattern.compile(KEY);
  private static final Pattern LONG_QUOTE = Pattern.compile("\"{3}|'{3}");

  private final String file;
  private final Map<String, String> places = new HashMap<>();
  private final Map<String, Integer> elements = new HashMap<>();
  private String table = "";
  private String openQuote = "";

  private TomlPlaces(String file) {
    this.file = file;
  }

  /** {@code file:line:column} by path. */
  static Map<String, String> of(String file, String text) {
    var reading = new TomlPlaces(file);
    int number = 0;
    for (var line : text.lines().toList()) {
      reading.line(line, ++number);
    }
    return reading.places;
  }

  private void line(String line, int number) {
    if (openQuote.isEmpty()) {
      entry(line, number);
    }
    var quote = LONG_QUOTE.matcher(line);
    while (quote.find()) {
      if (openQuote.isEmpty()) {
        openQuote = quote.group();
      } else if (openQuote.equals(quote.group())) {
        openQuote = "";
      }
    }
  }

  private void entry(String line, int number) {
    var array = ARRAY.matcher(line);
    var header = TABLE.matcher(line);
    var entry = ENTRY.matcher(line);
    if (array.matches()) {
      var path = path("", array.group(1), false);
      table = Parsed.element(path, elements.merge(path, 1, Integer::sum) - 1);
      note(table, number, array.start(1));
    } else if (header.matches()) {
      table = path("", header.group(1), true);
      note(table, number, header.start(1));
    } else if (entry.matches()) {
      note(path(table, entry.group(1), true), number, entry.start(1));
    }
  }

  private void note(String path, int line, int column) {
    places.put(path, file + ":" + line + ":" + (column + 1));
  }

  /** An array of tables on the way means its last one so far. */
  private String path(String from, String keys, boolean lastToo) {
    var path = from;
    var names = names(keys);
    for (int i = 0; i < names.size(); i++) {
      path = Parsed.member(path, names.get(i));
      var count = elements.get(path);
      if (count != null && (lastToo || i < names.size() - 1)) {
        path = Parsed.element(path, count - 1);
      }
    }
    return path;
  }

  private static List<String> names(String keys) {
    var names = new ArrayList<String>();
    var key = ONE_KEY.matcher(keys);
    while (key.find()) {
      boolean isQuoted = key.group().startsWith("\"") || key.group().startsWith("'");
      names.add(isQuoted ? key.group().substring(1, key.group().length() - 1) : key.group());
    }
    return names;
  }
}
