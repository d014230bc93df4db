package dev.troupe.pm2;

import dev.troupe.pm2.BoxTable.Cell;
import dev.troupe.pm2.BoxTable.Paint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Metrics to read: one row for each value. */
public final class MetricTable {

  /**
   * One value.
   *
   * @param metric its name, by which its unit is known
   * @param of whose it is
   * @param count how many values it is the sum of; 1 for a value by itself
   */
  public record Row(String metric, String of, double value, long count) {}

  private MetricTable() {}

  /** The table, each line ended by a newline. */
  public static String draw(Palette palette, List<Row> rows) {
    var table = new BoxTable(palette, true);
    table.add(heading("metric"), heading("of"), heading("value"));
    for (var row : rows) {
      table.add(Cell.plain(row.metric()), Cell.plain(row.of()), Cell.plain(value(row)));
    }
    return table.draw();
  }

  private static Cell heading(String text) {
    return new Cell(text, Paint.HEADING);
  }

  /** Base units are good for machines; people like shorter numbers. */
  static String value(Row row) {
    var name = row.metric();
    double value = row.value();
    if (row.count() != 1) {
      return "%s in %d, %s each"
          .formatted(seconds(value), row.count(), seconds(value / Math.max(1, row.count())));
    }
    if (name.endsWith("_start_time_seconds")) {
      return Instant.ofEpochSecond((long) value).toString();
    }
    if (name.endsWith("_bytes") || name.endsWith("_bytes_total")) {
      return Amounts.memory((long) value);
    }
    if (name.endsWith("_ratio")) {
      return Amounts.percent(value * 100);
    }
    return name.endsWith("_seconds") || name.endsWith("_seconds_total")
        ? seconds(value)
        : plain(value);
  }

  private static String seconds(double seconds) {
    if (seconds >= 60) {
      return Amounts.time(Duration.ofSeconds((long) seconds));
    }
    return seconds < 1 ? plain(seconds * 1000) + "ms" : plain(seconds) + "s";
  }

  private static String plain(double value) {
    double rounded = Math.round(value * 100) / 100.0;
    return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
        ? Long.toString((long) rounded)
        : Double.toString(rounded);
  }
}
