package dev.troupe.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the version of a node program: its nearest {@code package.json} names it. */
final class PackageVersion {
  private static final JsonFactory JSON = new JsonFactory();

  private PackageVersion() {}

  /** Empty if no folder above has such a file, or it names none or cannot be read. */
  static Optional<String> of(Path script) {
    return Stream.iterate(script.getParent(), folder -> folder != null, Path::getParent)
        .map(folder -> folder.resolve("package.json"))
        .filter(Files::isRegularFile)
        .findFirst()
        .flatMap(PackageVersion::versionIn);
  }

  private static Optional<String> versionIn(Path file) {
    try (var json = JSON.createParser(Files.readAllBytes(file))) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          boolean isVersion = json.currentName().equals("version");
          if (json.nextToken() == JsonToken.VALUE_STRING && isVersion) {
            return Optional.of(json.getText());
          }
          json.skipChildren();
        }
      }
    } catch (IOException e) {
      return Optional.empty(); // a program may run with a package.json that node never reads
    }
    return Optional.empty();
  }
}
