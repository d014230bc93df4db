package dev.troupe.serve;

import java.nio.file.Path;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.server.Directives;

/** The content type of a file, by its name. */
final class MediaType {
  /** Newer than the library's list. */
  private static final Map<String, String> NEWER =
      Map.of(
          "mjs", "text/javascript; charset=UTF-8",
          "wasm", "application/wasm",
          "webmanifest", "application/manifest+json",
          "avif", "image/avif",
          "webp", "image/webp",
          "woff2", "font/woff2",
          "map", "application/json");

  private MediaType() {}

  static ContentType of(Path file) {
    var name = String.valueOf(file.getFileName());
    var newer = NEWER.get(name.substring(name.lastIndexOf('.') + 1));
    return newer == null
        ? Directives.defaultContentTypeResolver().resolve(name)
        : ContentTypes.parse(newer);
  }
}
