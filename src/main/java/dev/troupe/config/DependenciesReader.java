package dev.troupe.config;

import dev.troupe.model.Dependency;
import dev.troupe.model.Dependency.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code depends_on}: a name, a list of names, or an object as docker compose has it. */
final class DependenciesReader {
  private static final Field<Condition> CONDITION =
      Field.of("condition", FieldType.CONDITION, "what has to be true of it first");
  private static final FieldTable TABLE = new FieldTable(List.of(CONDITION));

  private final String name;

  /**
   * @param name of the app that depends on others
   */
  DependenciesReader(String name) {
    this.name = name;
  }

  List<Dependency> read(Part part) {
    var read = new ArrayList<Dependency>();
    if (part.value() instanceof Map) {
      part.members()
          .forEach((app, how) -> condition(how).ifPresent(known -> add(how, app, known, read)));
    } else {
      for (var element : part.elements()) {
        element.as(FieldType.TEXT).ifPresent(app -> add(element, app, Condition.STARTED, read));
      }
    }
    return read;
  }

  private static Optional<Condition> condition(Part how) {
    return switch (how.value()) {
      case null -> Optional.of(Condition.STARTED);
      case Map<?, ?> _ -> {
        var section = how.section(TABLE);
        yield section.has(CONDITION) ? section.get(CONDITION) : Optional.of(Condition.STARTED);
      }
      default -> how.as(FieldType.CONDITION);
    };
  }

  private void add(Part part, String app, Condition condition, List<Dependency> read) {
    if (app.equals(name)) {
      part.refuse(app + " cannot wait for itself", "leave it out");
    } else if (read.stream().anyMatch(other -> other.app().equals(app))) {
      part.refuse(app + " is named twice", "leave one of them out");
    } else {
      read.add(new Dependency(app, condition));
    }
  }
}
