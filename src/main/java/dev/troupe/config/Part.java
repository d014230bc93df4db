package dev.troupe.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value somewhere in a declaration, which may have parts of its own.
 *
 * @param path what error lines call it, such as {@code apps[0].sockets[1]}
 * @param value as it was written
 * @param findings where what is wrong with it goes
 */
record Part(String path, @Nullable Object value, Findings findings) {

  /** The parts of a list; the only one if it is no list. */
  List<Part> elements() {
    if (!(value instanceof List<?> list)) {
      return List.of(this);
    }
    var parts = new ArrayList<Part>();
    for (int i = 0; i < list.size(); i++) {
      parts.add(new Part(Parsed.element(path, i), list.get(i), findings));
    }
    return parts;
  }

  /** The values of an object by name; empty if it is none. */
  Map<String, Part> members() {
    var parts = new LinkedHashMap<String, Part>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (name, member) ->
              parts.put(
                  String.valueOf(name),
                  new Part(Parsed.member(path, String.valueOf(name)), member, findings)));
    }
    return parts;
  }

  /** An object of one member in this place. */
  Part with(String name, Object member) {
    return new Part(path, Map.of(name, member), findings);
  }

  /** The object by its fields; an empty one if it is no object. */
  Section section(FieldTable table) {
    var raw = new LinkedHashMap<String, @Nullable Object>();
    members().forEach((name, member) -> raw.put(name, member.value()));
    return new Section(path, raw, table, findings);
  }

  /** The value as this type has it; if it does not fit, the findings say so. */
  <T> Optional<T> as(FieldType<T> type) {
    var fit = value == null ? Optional.<T>empty() : type.reading().apply(value);
    if (fit.isEmpty()) {
      refuse(Values.shown(value) + " is not " + type.expected(), type.remedy());
    }
    return fit;
  }

  /** Notes that the value cannot be used. */
  void refuse(String problem, String remedy) {
    findings.error(path, problem, remedy);
  }
}
