package dev.troupe.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads strict JSON and notes the place of each value. */
final class JsonText {
  /** Says where an object or list began, which is of no use without its source. */
  private static final String START_MARKER = " \\(start marker at .*";

  private static final String CODE = " \\(code \\d+\\)";

  private final String file;
  private final JsonParser parser;
  private final Map<String, String> places = new HashMap<>();

  private JsonText(String file, JsonParser parser) {
    this.file = file;
    this.parser = parser;
  }

  /**
   * Reads a text.
   *
   * @param file what error lines call it
   */
  static Parsed parse(String file, String text) throws MalformedFile {
    try (var parser = new JsonFactory().createParser(text)) {
      parser.nextToken();
      var reading = new JsonText(file, parser);
      var root = parser.currentToken() == null ? null : reading.value("");
      if (parser.nextToken() != null) {
        throw reading.malformed("there is more after the first value");
      }
      return new Parsed(root, reading.places);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw MalformedFile.at(
          file,
          at == null ? 0 : at.getLineNr(),
          at == null ? 0 : at.getColumnNr(),
          e.getOriginalMessage().replaceFirst(START_MARKER, "").replaceFirst(CODE, ""),
          FileFormat.JSON);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private MalformedFile malformed(String problem) {
    var at = parser.currentTokenLocation();
    return MalformedFile.at(file, at.getLineNr(), at.getColumnNr(), problem, FileFormat.JSON);
  }

  private @Nullable Object value(String path) throws IOException {
    var at = parser.currentTokenLocation();
    places.put(path, file + ":" + at.getLineNr() + ":" + at.getColumnNr());
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(path);
      case START_ARRAY -> list(path);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> parser.getNumberValue();
    };
  }

  private Map<String, @Nullable Object> object(String path) throws IOException {
    var members = new LinkedHashMap<String, @Nullable Object>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      members.put(name, value(Parsed.member(path, name)));
    }
    return members;
  }

  private List<@Nullable Object> list(String path) throws IOException {
    var elements = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(Parsed.element(path, elements.size())));
    }
    return elements;
  }
}
