package dev.troupe.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text format 0.0.4 and refuses what {@code promtool check metrics} refuses:
 * lines out of form, values without a type, a series twice, names against the conventions.
 */
public final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.+)");
  private static final Pattern SAMPLE =
      Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (NaN|[+-]Inf|[-+0-9.eE]+)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\"\\\\n])*)\"(,|$)");
  private static final Set<String> ABBREVIATIONS =
      Set.of("s", "ms", "us", "ns", "sec", "b", "kb", "mb", "gb", "kib", "mib", "m", "h", "d");

  /** One value. */
  public record Sample(String name, Map<String, String> labels, double value) {}

  private final Map<String, String> types = new HashMap<>();
  private final Set<String> helped = new HashSet<>();
  private final Set<String> series = new HashSet<>();
  private final List<Sample> samples = new ArrayList<>();

  private PrometheusText() {}

  /** All values of a page. */
  public static List<Sample> read(String page) {
    if (!page.endsWith("\n")) {
      throw new AssertionError("the last line has no end");
    }
    var text = new PrometheusText();
    page.lines().forEach(text::line);
    return List.copyOf(text.samples);
  }

  private void line(String line) {
    if (line.startsWith("#")) {
      comment(matching(COMMENT, line));
    } else {
      sample(line, matching(SAMPLE, line));
    }
  }

  private static Matcher matching(Pattern form, String line) {
    var matcher = form.matcher(line);
    if (!matcher.matches()) {
      throw new AssertionError("not of the format: " + line);
    }
    return matcher;
  }

  private void comment(Matcher comment) {
    var name = comment.group(2);
    if (comment.group(1).equals("HELP")) {
      helped.add(name);
    } else if (types.put(name, comment.group(3)) != null) {
      throw new AssertionError("two types of " + name);
    }
    for (var word : name.split("_", -1)) {
      if (ABBREVIATIONS.contains(word)) {
        throw new AssertionError("an abbreviated unit in " + name);
      }
    }
  }

  private void sample(String line, Matcher sample) {
    var name = sample.group(1);
    var family = types.containsKey(name) ? name : name.replaceFirst("_(sum|count|bucket)$", "");
    var type = types.get(family);
    if (type == null || !helped.contains(family)) {
      throw new AssertionError("no type or help before " + line);
    }
    if (type.equals("counter") != name.endsWith("_total")) {
      throw new AssertionError("counters, and only they, end in _total: " + line);
    }
    if (type.equals("gauge") && name.matches(".*_(sum|count|bucket)")) {
      throw new AssertionError("a gauge is named like a part of a summary: " + line);
    }
    var labels = labels(sample.group(2) == null ? "" : sample.group(2));
    if (!series.add(name + new TreeMap<>(labels))) {
      throw new AssertionError("twice: " + line);
    }
    samples.add(new Sample(name, labels, number(sample.group(3))));
  }

  private static Map<String, String> labels(String text) {
    var labels = new HashMap<String, String>();
    var label = LABEL.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!label.find(at) || label.start() != at || labels.containsKey(label.group(1))) {
        throw new AssertionError("not labels: " + text);
      }
      labels.put(
          label.group(1),
          label.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"));
      at = label.end();
    }
    return labels;
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }
}
