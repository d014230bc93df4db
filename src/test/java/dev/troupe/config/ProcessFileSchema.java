package dev.troupe.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of process files, made from the tables that they are read by, for
 * editors to complete and check them with.
 */
final class ProcessFileSchema {
  private static final String APP = "#/$defs/app";

  private ProcessFileSchema() {}

  static String text() {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer = new DefaultPrettyPrinter().withArrayIndenter(indenter);
    printer.indentObjectsWith(indenter);
    try {
      return new ObjectMapper()
              .configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true)
              .writer(printer)
              .writeValueAsString(schema())
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> schema() {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", "Troupe process file");
    schema.put("description", "Apps for troupe start: a list, one app, or a list under apps.");
    schema.put("type", List.of("object", "array"));
    schema.put("items", Map.of("$ref", APP));
    schema.put("minItems", 1);
    schema.put("if", Map.of("type", "object", "anyOf", requiringScript()));
    schema.put("then", Map.of("$ref", APP));
    schema.put("else", Map.of("properties", lists()));
    schema.put("$defs", Map.of("app", app()));
    return schema;
  }

  private static List<Map<String, Object>> requiringScript() {
    return AppFields.SCRIPT
        .names()
        .map(name -> Map.<String, Object>of("required", List.of(name)))
        .toList();
  }

  private static Map<String, Object> lists() {
    var apps =
        Map.of(
            "if", Map.of("type", "array"),
            "then", Map.of("items", Map.of("$ref", APP), "minItems", 1),
            "else", Map.of("$ref", APP));
    return Map.of("apps", apps, "pm2", apps);
  }

  private static Map<String, Object> app() {
    var app = new LinkedHashMap<String, Object>();
    app.put("type", "object");
    app.put("anyOf", requiringScript());
    app.put("properties", properties(AppFields.TABLE));
    app.put(
        "patternProperties",
        Map.of("^env_(?!files?$)", described(AppFields.ENV, "laid over env by --env NAME")));
    app.put("additionalProperties", false);
    return app;
  }

  /** Every name that a table takes, snake_case first. */
  private static Map<String, Object> properties(FieldTable table) {
    var properties = new LinkedHashMap<String, Object>();
    properties.put("$schema", Map.of("type", "string"));
    for (var field : table.all()) {
      field.names().forEach(name -> properties.put(name, property(field, name)));
      field
          .names()
          .map(ProcessFileSchema::camelCase)
          .forEach(name -> properties.putIfAbsent(name, property(field, name)));
    }
    return properties;
  }

  private static Map<String, Object> property(Field<?> field, String name) {
    var about = name.equals(field.name()) ? field.about() : "means " + field.name();
    var property = described(field, about);
    if (field.ignored() != null) {
      property.put("description", field.about() + "; ignored: " + field.ignored());
      property.put("deprecated", true);
    }
    return property;
  }

  private static Map<String, Object> described(Field<?> field, String about) {
    var property = new LinkedHashMap<String, Object>();
    property.put("description", about);
    property.putAll(shape(field));
    return property;
  }

  private static Map<String, ?> shape(Field<?> field) {
    if (field.equals(AppFields.READINESS) || field.equals(AppFields.LIVENESS)) {
      var table =
          field.equals(AppFields.READINESS) ? ReadinessReader.TABLE : ServiceReader.LIVENESS;
      return Map.of("type", "object", "properties", properties(table));
    }
    return Shapes.of(field.type());
  }

  private static String camelCase(String name) {
    var words = new ArrayList<>(List.of(name.split("_", -1)));
    var text = new StringBuilder(words.removeFirst());
    words.forEach(
        word -> text.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1)));
    return text.toString();
  }
}
