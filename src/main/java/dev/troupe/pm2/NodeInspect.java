package dev.troupe.pm2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Text as Node's {@code util.inspect(value, {depth: null})} lays it out: maps, lists, strings,
 * numbers and booleans.
 *
 * <p>Node puts an object or array on one line if it holds at most three levels below itself on its
 * last branch and the line ends before column 72 or so; the exact sum is in {@link #fits}.
 */
final class NodeInspect {
  private static final int BREAK_LENGTH = 80;
  private static final int COMPACT_LEVELS = 3;

  /** Arrays longer than this are laid out in columns. */
  private static final int LONGEST_UNGROUPED = 6;

  private int indentation;
  private int deepest;

  private NodeInspect() {}

  static String format(Object value) {
    return new NodeInspect().value(value, 0);
  }

  private String value(Object value, int depth) {
    return switch (value) {
      case Map<?, ?> map -> object(map, depth);
      case List<?> list -> array(list, depth);
      case String text -> NodeString.broken(text, indentation);
      case Double number -> number(number);
      default -> value.toString();
    };
  }

  /** As JavaScript writes it: without a decimal point if it is whole. */
  private static String number(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  private String object(Map<?, ?> map, int depth) {
    if (map.isEmpty()) {
      return "{}";
    }
    deepest = depth;
    var entries = new ArrayList<String>();
    for (var entry : map.entrySet()) {
      var key = NodeString.key(String.valueOf(entry.getKey()));
      entries.add(key + ": " + indented(entry.getValue(), depth));
    }
    return laidOut(entries, "{", "}", depth, true);
  }

  private String array(List<?> list, int depth) {
    if (list.isEmpty()) {
      return "[]";
    }
    deepest = depth;
    var entries = new ArrayList<String>();
    for (var element : list) {
      entries.add(indented(element, depth));
    }
    if (entries.size() <= LONGEST_UNGROUPED) {
      return laidOut(entries, "[", "]", depth, true);
    }
    boolean numbers = list.stream().allMatch(Number.class::isInstance);
    var grouped = NodeColumns.group(entries, indentation, BREAK_LENGTH, numbers);
    return laidOut(grouped, "[", "]", depth, grouped.size() == entries.size());
  }

  private String indented(Object value, int depth) {
    indentation += 2;
    var text = value(value, depth + 1);
    indentation -= 2;
    return text;
  }

  private String laidOut(
      List<String> entries, String open, String close, int depth, boolean mayBeOneLine) {
    if (mayBeOneLine && deepest - depth < COMPACT_LEVELS && fits(entries)) {
      var line = String.join(", ", entries);
      if (line.indexOf('\n') < 0) {
        return open + " " + line + " " + close;
      }
    }
    var newline = "\n" + " ".repeat(indentation);
    return open + newline + "  " + String.join("," + newline + "  ", entries) + newline + close;
  }

  private boolean fits(List<String> entries) {
    int length = entries.size() * 2 + indentation + 1 + 10;
    for (var entry : entries) {
      length += entry.length();
    }
    return length <= BREAK_LENGTH;
  }
}
