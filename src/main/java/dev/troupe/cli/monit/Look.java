package dev.troupe.cli.monit;

import dev.troupe.model.InstanceSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All that the screen is drawn from.
 *
 * @param rows all instances
 * @param selected id of the chosen one; it need not be there any longer
 * @param filter part of name, namespace or state; empty shows all
 * @param details of the chosen one
 * @param lines its output, oldest first
 * @param note what came of the last wish; empty for nothing
 * @param machine how the machine does, in one line
 * @param isConnected whether the daemon has answered at the last look
 */
record Look(
    List<InstanceSummary> rows,
    Trends trends,
    int selected,
    String filter,
    Sorting sorting,
    Mode mode,
    List<String> details,
    List<String> lines,
    String note,
    String machine,
    boolean isConnected) {

  static final Look FIRST =
      new Look(
          List.of(),
          Trends.NONE,
          -1,
          "",
          Sorting.NAME,
          new Mode.Browsing(),
          List.of(),
          List.of(),
          "",
          "",
          true);

  private static final int KEPT_LINES = 500;

  Look {
    rows = List.copyOf(rows);
    details = List.copyOf(details);
    lines = List.copyOf(lines);
  }

  /** Instances that fit the filter, sorted. */
  List<InstanceSummary> shown() {
    var wanted = filter.toLowerCase(Locale.ROOT);
    return rows.stream().filter(row -> text(row).contains(wanted)).sorted(sorting.order()).toList();
  }

  private static String text(InstanceSummary row) {
    return (row.name() + " " + row.namespace() + " " + row.state()).toLowerCase(Locale.ROOT);
  }

  /** The chosen instance, if it is shown. */
  Optional<InstanceSummary> chosen() {
    return shown().stream().filter(row -> row.id() == selected).findFirst();
  }

  /** Where the chosen instance stands; 0 if it does not. */
  int position() {
    var shown = shown();
    for (int at = 0; at < shown.size(); at++) {
      if (shown.get(at).id() == selected) {
        return at;
      }
    }
    return 0;
  }

  /** Chooses what stands at a position, or as near as there is something. */
  Look choosing(int position) {
    var shown = shown();
    if (shown.isEmpty()) {
      return this;
    }
    int id = shown.get(Math.clamp(position, 0, shown.size() - 1)).id();
    return id == selected
        ? this
        : new Look(
            rows,
            trends,
            id,
            filter,
            sorting,
            mode,
            List.of(),
            List.of(),
            note,
            machine,
            isConnected);
  }

  /** After a look at the daemon. */
  Look seeing(List<InstanceSummary> newer, String machineNow) {
    var next =
        new Look(
            newer,
            trends.and(newer),
            selected,
            filter,
            sorting,
            mode,
            details,
            lines,
            note,
            machineNow,
            true);
    return next.chosen().isPresent() ? next : next.choosing(position());
  }

  /** The daemon does not answer; what is known stays. */
  Look alone() {
    return new Look(
        rows, trends, selected, filter, sorting, mode, details, lines, note, machine, false);
  }

  Look with(Mode newer) {
    return new Look(
        rows, trends, selected, filter, sorting, newer, details, lines, note, machine, isConnected);
  }

  Look with(Sorting newer) {
    return new Look(
        rows, trends, selected, filter, newer, mode, details, lines, note, machine, isConnected);
  }

  Look filteredBy(String text) {
    var next =
        new Look(
            rows,
            trends,
            selected,
            text,
            sorting,
            mode,
            details,
            lines,
            note,
            machine,
            isConnected);
    return next.chosen().isPresent() ? next : next.choosing(0);
  }

  Look noting(String text) {
    return new Look(
        rows, trends, selected, filter, sorting, mode, details, lines, text, machine, isConnected);
  }

  /** With what was learned of an instance, if it is still the chosen one. */
  Look knowing(int instance, List<String> facts) {
    return instance != selected
        ? this
        : new Look(
            rows,
            trends,
            selected,
            filter,
            sorting,
            mode,
            facts,
            lines,
            note,
            machine,
            isConnected);
  }

  /** With more output of an instance, if it is the chosen one. */
  Look hearing(int instance, List<String> more) {
    if (instance != selected) {
      return this;
    }
    var all = new ArrayList<>(lines);
    all.addAll(more);
    var kept = all.subList(Math.max(0, all.size() - KEPT_LINES), all.size());
    return new Look(
        rows, trends, selected, filter, sorting, mode, details, kept, note, machine, isConnected);
  }
}
