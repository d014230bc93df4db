package dev.troupe.cli.monit;

import java.util.List;

/** What the keys do. */
final class Help {
  static final List<String> LINES =
      List.of(
          "",
          "↑ ↓  j k        the instance above, below",
          "PgUp PgDn       ten of them",
          "Home End        the first, the last",
          "/               show only names, namespaces or states with these letters",
          "Esc             show all again",
          "o               order by name, cpu, memory, restarts, id",
          "",
          "r  restart      R  reload      s  stop      S  start      0  reset counts",
          "n               another number of instances: 4, +1, -1",
          "                each asks first",
          "",
          "q  Ctrl-C       quit; the apps go on");

  private Help() {}
}
