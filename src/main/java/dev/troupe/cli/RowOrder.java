package dev.troupe.cli;

import dev.troupe.model.InstanceSummary;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** In what order {@code list} shows its rows. A plain class: lambdas cost a command's start. */
final class RowOrder implements Comparator<InstanceSummary> {
  static final String FIELDS = "name, id, pid, status, uptime, restarts, cpu or memory";
  static final RowOrder BY_NAME = new RowOrder(Field.NAME, false);

  private final Field field;
  private final boolean isDescending;

  private enum Field {
    NAME,
    ID,
    PID,
    STATUS,
    UPTIME,
    RESTARTS,
    CPU,
    MEMORY
  }

  private RowOrder(Field field, boolean isDescending) {
    this.field = field;
    this.isDescending = isDescending;
  }

  /** Reads {@code name}, {@code id:desc} and the like; without one, by name. */
  static RowOrder of(@Nullable String text) throws CommandFailure {
    if (text == null) {
      return BY_NAME;
    }
    int colon = text.indexOf(':');
    var field = field(colon < 0 ? text : text.substring(0, colon));
    var direction = colon < 0 ? "asc" : text.substring(colon + 1);
    boolean isDescending = direction.equals("desc");
    if (field == null || !(isDescending || direction.equals("asc"))) {
      throw new CommandFailure(
          "--sort=" + text + ": give " + FIELDS + ", with :desc behind it if you like");
    }
    return new RowOrder(field, isDescending);
  }

  private static @Nullable Field field(String name) {
    for (var field : Field.values()) {
      if (field.name().equalsIgnoreCase(name)) {
        return field;
      }
    }
    return null;
  }

  @Override
  public int compare(InstanceSummary one, InstanceSummary other) {
    int order = compareField(one, other);
    if (order == 0) {
      order = Integer.compare(one.id(), other.id());
    }
    return isDescending ? -order : order;
  }

  private int compareField(InstanceSummary one, InstanceSummary other) {
    return switch (field) {
      case NAME -> one.name().compareTo(other.name());
      case ID -> Integer.compare(one.id(), other.id());
      case PID -> Long.compare(pid(one), pid(other));
      case STATUS -> one.state().compareTo(other.state());
      case UPTIME -> other.startedAt().compareTo(one.startedAt());
      case RESTARTS -> Integer.compare(one.restarts(), other.restarts());
      case CPU -> Double.compare(one.usage().cpuPercent(), other.usage().cpuPercent());
      case MEMORY -> Long.compare(one.usage().memoryBytes(), other.usage().memoryBytes());
    };
  }

  private static long pid(InstanceSummary row) {
    var pid = row.pid();
    return pid == null ? 0 : pid;
  }
}
