package dev.troupe.pm2;

import java.util.ArrayList;
import java.util.List;

/** A table in a box of lines. Cells are plain text of any width; colours are put on afterwards. */
final class BoxTable {
  private final Palette palette;
  private final List<Cell[]> rows = new ArrayList<>();
  private final boolean headed;

  /**
   * @param headed whether the first row is a heading, with a line under it
   */
  BoxTable(Palette palette, boolean headed) {
    this.palette = palette;
    this.headed = headed;
  }

  /** A cell's text, on one line, and how it is painted once it is padded. */
  record Cell(String text, Paint paint) {
    Cell {
      text = withoutControls(text);
    }

    /** A name must not move the cursor. */
    private static String withoutControls(String text) {
      for (int at = 0; at < text.length(); at++) {
        if (Character.isISOControl(text.charAt(at))) {
          text = text.substring(0, at) + " " + text.substring(at + 1);
        }
      }
      return text;
    }

    static Cell plain(String text) {
      return new Cell(text, Paint.PLAIN);
    }
  }

  /** How a cell is painted. */
  enum Paint {
    PLAIN,
    HEADING,
    STRONG,
    GOOD,
    PENDING,
    BAD,
    FAINT,
    MODE
  }

  void add(Cell... cells) {
    rows.add(cells);
  }

  /** The lines, each ended by a newline. */
  String draw() {
    var widths = widths();
    var text = new StringBuilder();
    rule(text, widths, "┌", "┬", "┐");
    for (int row = 0; row < rows.size(); row++) {
      line(text, widths, rows.get(row));
      if (row == 0 && headed) {
        rule(text, widths, "├", "┼", "┤");
      }
    }
    rule(text, widths, "└", "┴", "┘");
    return text.toString();
  }

  /** Cells of the terminal that a table with columns of these widths takes. */
  static int widthOf(int[] columns) {
    int total = 1;
    for (int column : columns) {
      total += column + 3;
    }
    return total;
  }

  private int[] widths() {
    var widths = new int[rows.getFirst().length];
    for (var row : rows) {
      for (int column = 0; column < row.length; column++) {
        widths[column] = Math.max(widths[column], DisplayWidth.of(row[column].text));
      }
    }
    return widths;
  }

  private void rule(StringBuilder text, int[] widths, String left, String cross, String right) {
    var line = new StringBuilder(left);
    for (int column = 0; column < widths.length; column++) {
      line.append(column == 0 ? "" : cross).append("─".repeat(widths[column] + 2));
    }
    text.append(palette.grey(line.append(right).toString())).append('\n');
  }

  private void line(StringBuilder text, int[] widths, Cell[] cells) {
    var bar = palette.grey("│");
    for (int column = 0; column < cells.length; column++) {
      var cell = cells[column];
      text.append(bar).append(' ').append(painted(cell));
      text.append(" ".repeat(widths[column] - DisplayWidth.of(cell.text) + 1));
    }
    text.append(bar).append('\n');
  }

  private String painted(Cell cell) {
    return switch (cell.paint) {
      case PLAIN -> cell.text;
      case HEADING -> palette.bold(palette.cyan(cell.text));
      case STRONG -> palette.bold(cell.text);
      case GOOD -> palette.green(cell.text);
      case PENDING -> palette.yellow(cell.text);
      case BAD -> palette.red(cell.text);
      case FAINT -> palette.grey(cell.text);
      case MODE -> palette.blue(cell.text);
    };
  }
}
