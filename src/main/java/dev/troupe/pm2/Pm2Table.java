package dev.troupe.pm2;

import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import dev.troupe.pm2.BoxTable.Cell;
import dev.troupe.pm2.BoxTable.Paint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The table of {@code list}. */
public final class Pm2Table {
  /** A width that leaves every column its space. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final int SHORTEST_NAME = 8;

  private final Palette palette;
  private final int width;
  private final Instant now;

  /**
   * Draws for one reader at one moment.
   *
   * @param width cells of the terminal; {@link #UNLIMITED} without one
   */
  public Pm2Table(Palette palette, int width, Instant now) {
    this.palette = palette;
    this.width = width;
    this.now = now;
  }

  /** The columns in their order, and how soon a narrow terminal does without each: 0 is never. */
  private enum Column {
    ID("id", 0),
    NAME("name", 0),
    NAMESPACE("namespace", 3),
    VERSION("version", 4),
    MODE("mode", 6),
    PID("pid", 5),
    UPTIME("uptime", 7),
    RESTARTS("↺", 9),
    STATUS("status", 0),
    CPU("cpu", 8),
    MEMORY("mem", 8),
    USER("user", 2),
    WATCHING("watching", 1);

    private final String heading;
    private final int leaves;

    Column(String heading, int leaves) {
      this.heading = heading;
      this.leaves = leaves;
    }
  }

  private static final Column[] ALL = Column.values();

  /** The whole table in the given order, each line ended by a newline. */
  public String draw(List<InstanceSummary> rows) {
    var columns = fitting(rows);
    int name = nameLimit(columns, rows);
    var table = new BoxTable(palette, true);
    table.add(headings(columns));
    for (var row : rows) {
      table.add(cells(columns, row, name));
    }
    return table.draw();
  }

  private List<Column> fitting(List<InstanceSummary> rows) {
    var columns = new ArrayList<>(List.of(ALL));
    for (int leaving = 1; leaving <= 9 && tooWide(columns, rows); leaving++) {
      for (int at = columns.size() - 1; at >= 0; at--) {
        if (columns.get(at).leaves == leaving) {
          columns.remove(at);
        }
      }
    }
    return columns;
  }

  private boolean tooWide(List<Column> columns, List<InstanceSummary> rows) {
    return width != UNLIMITED && BoxTable.widthOf(widths(columns, rows)) > width;
  }

  private int nameLimit(List<Column> columns, List<InstanceSummary> rows) {
    if (!tooWide(columns, rows)) {
      return UNLIMITED;
    }
    var widths = widths(columns, rows);
    int name = widths[columns.indexOf(Column.NAME)];
    return Math.max(SHORTEST_NAME, name - (BoxTable.widthOf(widths) - width));
  }

  private int[] widths(List<Column> columns, List<InstanceSummary> rows) {
    var widths = new int[columns.size()];
    for (int at = 0; at < widths.length; at++) {
      var column = columns.get(at);
      widths[at] = column.heading.length();
      for (var row : rows) {
        widths[at] = Math.max(widths[at], DisplayWidth.of(cell(column, row).text()));
      }
    }
    return widths;
  }

  private static Cell[] headings(List<Column> columns) {
    var cells = new Cell[columns.size()];
    for (int at = 0; at < cells.length; at++) {
      cells[at] = new Cell(columns.get(at).heading, Paint.HEADING);
    }
    return cells;
  }

  private Cell[] cells(List<Column> columns, InstanceSummary row, int nameLimit) {
    var cells = new Cell[columns.size()];
    for (int at = 0; at < cells.length; at++) {
      cells[at] =
          columns.get(at) == Column.NAME
              ? Cell.plain(DisplayWidth.clip(row.name(), nameLimit))
              : cell(columns.get(at), row);
    }
    return cells;
  }

  private Cell cell(Column column, InstanceSummary row) {
    return switch (column) {
      case ID -> new Cell(Integer.toString(row.id()), Paint.HEADING);
      case NAME -> Cell.plain(row.name());
      case NAMESPACE -> Cell.plain(row.namespace());
      case VERSION -> Cell.plain(row.version() == null ? "N/A" : row.version());
      case MODE -> new Cell(row.mode() == ExecMode.CLUSTER ? "cluster" : "fork", Paint.MODE);
      case PID -> Cell.plain(row.pid() == null ? "0" : row.pid().toString());
      case UPTIME -> Cell.plain(uptime(row));
      case RESTARTS -> Cell.plain(Integer.toString(row.restarts()));
      case STATUS -> new Cell(Pm2Status.of(row.state()), Pm2Status.paint(row.state()));
      case CPU -> Cell.plain(Amounts.percent(row.usage().cpuPercent()));
      case MEMORY -> Cell.plain(Amounts.memory(row.usage().memoryBytes()));
      case USER -> new Cell(row.user(), Paint.STRONG);
      case WATCHING ->
          row.watching() ? new Cell("enabled", Paint.GOOD) : new Cell("disabled", Paint.FAINT);
    };
  }

  private String uptime(InstanceSummary row) {
    boolean running = row.pid() != null && row.state() != InstanceState.STOPPED;
    return running ? Amounts.time(Duration.between(row.startedAt(), now)) : "0";
  }
}
