package dev.troupe.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/** One file of the dashboard, as it lies in the jar. */
record PageFile(ByteString content, ContentType type) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]*(\\.[a-z]+)+");

  /** The build puts what is not ours there. */
  private static final Map<String, String> FOLDERS =
      Map.of("uPlot.iife.min.js", "vendor/", "uPlot.min.css", "vendor/");

  /**
   * Nothing from elsewhere, no script or style within the page, no frame around it, no form to
   * another place (Content Security Policy Level 3).
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Reads a file; nothing if there is none of that name. */
  static Optional<PageFile> read(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    var path = "/dashboard/" + FOLDERS.getOrDefault(name, "") + name;
    try (var file = PageFile.class.getResourceAsStream(path)) {
      return file == null
          ? Optional.empty()
          : Optional.of(new PageFile(ByteString.fromArray(file.readAllBytes()), type(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ContentType type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> ContentTypes.TEXT_HTML_UTF8;
      case "js" -> MediaTypes.APPLICATION_JAVASCRIPT.toContentType(HttpCharsets.UTF_8);
      case "css" -> MediaTypes.TEXT_CSS.toContentType(HttpCharsets.UTF_8);
      case "svg" -> MediaTypes.IMAGE_SVG_XML.toContentType();
      default -> ContentTypes.APPLICATION_OCTET_STREAM;
    };
  }

  HttpResponse response() {
    return HttpResponse.create()
        .withEntity(type, content)
        .addHeader(RawHeader.create("Cache-Control", "no-cache"))
        .addHeader(RawHeader.create("Content-Security-Policy", POLICY))
        .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
        .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"));
  }
}
