package dev.troupe.cli;

import dev.troupe.model.InstanceSummary;
import java.util.Comparator;

/** In what order {@code list} shows its rows. A plain class: lambdas cost a command's start. */
final class RowOrder implements Comparator<InstanceSummary> {
  static final RowOrder BY_NAME = new RowOrder(true, false);

  private final boolean isByName;
  private final boolean isDescending;

  private RowOrder(boolean isByName, boolean isDescending) {
    this.isByName = isByName;
    this.isDescending = isDescending;
  }

  /** Reads {@code name}, {@code id}, {@code name:desc} or {@code id:desc}. */
  static RowOrder parse(String text) throws CommandFailure {
    return switch (text) {
      case "name", "name:asc" -> BY_NAME;
      case "name:desc" -> new RowOrder(true, true);
      case "id", "id:asc" -> new RowOrder(false, false);
      case "id:desc" -> new RowOrder(false, true);
      default ->
          throw new CommandFailure("--sort=" + text + ": give name or id, with :desc if you like");
    };
  }

  @Override
  public int compare(InstanceSummary one, InstanceSummary other) {
    int order = isByName ? one.name().compareTo(other.name()) : 0;
    if (order == 0) {
      order = Integer.compare(one.id(), other.id());
    }
    return isDescending ? -order : order;
  }
}
