package dev.troupe.pm2;

import dev.troupe.model.InstanceSummary;
import dev.troupe.pm2.BoxTable.Cell;
import dev.troupe.pm2.BoxTable.Paint;
import java.util.List;

/** The table of modules, which {@code list} shows below the one of apps. */
public final class Pm2ModuleTable {
  private static final List<String> HEADINGS =
      List.of("id", "module", "version", "pid", "status", "↺", "cpu", "mem", "user");

  private Pm2ModuleTable() {}

  /** A title and the table in the given order, each line ended by a newline. */
  public static String draw(Palette palette, List<InstanceSummary> rows) {
    var table = new BoxTable(palette, true);
    table.add(
        HEADINGS.stream().map(heading -> new Cell(heading, Paint.HEADING)).toArray(Cell[]::new));
    for (var row : rows) {
      table.add(cells(row));
    }
    return palette.bold("Module") + "\n" + table.draw();
  }

  private static Cell[] cells(InstanceSummary row) {
    return new Cell[] {
      new Cell(Integer.toString(row.id()), Paint.HEADING),
      Cell.plain(row.name()),
      Cell.plain(row.version() == null ? "N/A" : row.version()),
      Cell.plain(row.pid() == null ? "0" : row.pid().toString()),
      new Cell(Pm2Status.of(row.state()), Pm2Status.paint(row.state())),
      Cell.plain(Integer.toString(row.restarts())),
      Cell.plain(Amounts.percent(row.usage().cpuPercent())),
      Cell.plain(Amounts.memory(row.usage().memoryBytes())),
      new Cell(row.user(), Paint.STRONG)
    };
  }
}
