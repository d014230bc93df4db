package dev.troupe.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.util.Map;

/** Reads TOML. */
final class TomlText {
  private TomlText() {}

  /**
   * Reads a text.
   *
   * @param file what error lines call it
   */
  static Parsed parse(String file, String text) throws MalformedFile {
    try {
      return new Parsed(new TomlMapper().readValue(text, Map.class), TomlPlaces.of(file, text));
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw MalformedFile.at(
          file,
          at == null ? 0 : at.getLineNr(),
          at == null ? 0 : at.getColumnNr(),
          e.getOriginalMessage(),
          FileFormat.TOML);
    }
  }
}
