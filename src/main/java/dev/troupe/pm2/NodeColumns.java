package dev.troupe.pm2;

import java.util.ArrayList;
import java.util.List;

/**
 * Lays the elements of a long array out in aligned columns, as Node's {@code util.inspect} does.
 */
final class NodeColumns {
  private static final int GAP = 2;
  private static final int COMPACT = 3;
  private static final int MOST_COLUMNS = 15;

  private NodeColumns() {}

  /** One text for each line, or the elements themselves if columns would not make it shorter. */
  static List<String> group(
      List<String> elements, int indentation, int breakLength, boolean numbers) {
    int total = 0;
    int longest = 0;
    for (var element : elements) {
      total += element.length() + GAP;
      longest = Math.max(longest, element.length());
    }
    int cell = longest + GAP;
    boolean worthIt =
        cell * COMPACT + indentation < breakLength && ((double) total / cell > 5 || longest <= 6);
    if (!worthIt) {
      return elements;
    }
    int columns = columns(elements.size(), total, cell, indentation, breakLength);
    return columns <= 1 ? elements : lines(elements, columns, numbers);
  }

  /** Characters are about 2.5 times as high as wide: the block aims at a square. */
  private static int columns(int elements, int total, int cell, int indentation, int breakLength) {
    double bias = Math.sqrt(cell - (double) total / elements);
    double width = Math.max(cell - 3 - bias, 1);
    long square = Math.round(Math.sqrt(2.5 * width * elements) / width);
    int room = (breakLength - indentation) / cell;
    return (int) Math.min(Math.min(square, room), Math.min(COMPACT * 4, MOST_COLUMNS));
  }

  private static List<String> lines(List<String> elements, int columns, boolean numbers) {
    var widths = widths(elements, columns);
    var lines = new ArrayList<String>();
    for (int from = 0; from < elements.size(); from += columns) {
      int to = Math.min(from + columns, elements.size());
      lines.add(line(elements.subList(from, to), widths, numbers));
    }
    return lines;
  }

  private static int[] widths(List<String> elements, int columns) {
    var widths = new int[columns];
    for (int at = 0; at < elements.size(); at++) {
      widths[at % columns] = Math.max(widths[at % columns], elements.get(at).length() + GAP);
    }
    return widths;
  }

  private static String line(List<String> elements, int[] widths, boolean numbers) {
    var line = new StringBuilder();
    for (int at = 0; at < elements.size(); at++) {
      boolean isLast = at == elements.size() - 1;
      var text = elements.get(at) + (isLast ? "" : ", ");
      int padding = (isLast ? widths[at] - GAP : widths[at]) - text.length();
      if (numbers) {
        line.append(" ".repeat(padding)).append(text);
      } else {
        line.append(text).append(isLast ? "" : " ".repeat(padding));
      }
    }
    return line.toString();
  }
}
