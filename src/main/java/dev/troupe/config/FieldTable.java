package dev.troupe.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that one kind of object can have. */
final class FieldTable {
  private final List<Field<?>> fields;
  private final Map<String, Field<?>> byName = new LinkedHashMap<>();

  FieldTable(List<Field<?>> fields) {
    this.fields = List.copyOf(fields);
    for (var field : fields) {
      byName.put(Field.canonical(field.name()), field);
      field.aliases().forEach(alias -> byName.put(alias, field));
    }
  }

  /** Every field, in the order of the table. */
  List<Field<?>> all() {
    return fields;
  }

  /** The field of this name or alias, in whichever case it is written. */
  Optional<Field<?>> named(String key) {
    return Optional.ofNullable(byName.get(Field.canonical(key)));
  }

  /** The known name that an unknown one probably was to be. */
  Optional<String> nearest(String key) {
    return Nearest.to(Field.canonical(key), byName.keySet());
  }
}
