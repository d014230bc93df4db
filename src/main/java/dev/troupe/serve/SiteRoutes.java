package dev.troupe.serve;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.encodeResponse;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.getFromFile;
import static org.apache.pekko.http.javadsl.server.Directives.respondWithHeaders;

import dev.troupe.serve.SiteFiles.Found;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for files. Pekko HTTP sees to conditions ({@code ETag}, {@code
 * If-Modified-Since}), ranges and compression; HEAD is answered like GET.
 */
final class SiteRoutes {
  private static final String BASIC = "basic ";

  /** As PM2 sends them: fonts and data are fetched from pages of other sites. */
  private static final List<HttpHeader> OPEN_TO_ALL =
      List.of(
          RawHeader.create("Access-Control-Allow-Origin", "*"),
          RawHeader.create("Access-Control-Allow-Methods", "GET"),
          RawHeader.create("X-Content-Type-Options", "nosniff"),
          RawHeader.create("Vary", "Accept-Encoding"));

  private final SiteFiles files;
  private final @Nullable String credentials;

  SiteRoutes(ServeSettings settings, SiteFiles files) {
    this.files = files;
    this.credentials = settings.credentials();
  }

  Route route() {
    return extractRequest(this::answer);
  }

  private Route answer(HttpRequest request) {
    if (credentials != null && !isAdmitted(request, credentials)) {
      return complete(
          plain(StatusCodes.UNAUTHORIZED, "401 Unauthorized")
              .addHeader(
                  RawHeader.create("WWW-Authenticate", "Basic realm=\"Authentication service\"")));
    }
    if (!request.method().equals(HttpMethods.GET)) {
      return complete(
          plain(StatusCodes.METHOD_NOT_ALLOWED, "405 Method Not Allowed")
              .addHeader(RawHeader.create("Allow", "GET, HEAD")));
    }
    var segments = new ArrayList<String>();
    request.getUri().pathSegments().forEach(segments::add);
    segments.removeIf(String::isEmpty);
    boolean endsWithSlash = request.getUri().path().endsWith("/");
    return switch (files.find(segments, endsWithSlash)) {
      case Found.Page(var file) -> page(request, file);
      case Found.FolderWithoutSlash() -> redirect(request, segments);
      case Found.Contents(var folder) -> contents(request, folder);
      case Found.Nothing(var page) -> notFound(page);
    };
  }

  /** A part of a file is a part of its own bytes, so it is not compressed. */
  private static Route page(HttpRequest request, Path file) {
    var type = MediaType.of(file);
    var whole = respondWithHeaders(OPEN_TO_ALL, () -> getFromFile(file.toFile(), type));
    boolean isPart = request.getHeader("Range").isPresent();
    return isPart ? whole : encodeResponse(() -> whole);
  }

  private static Route redirect(HttpRequest request, List<String> segments) {
    var location = new StringBuilder();
    for (var segment : segments) {
      var encoded = URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
      location.append('/').append(encoded);
    }
    location.append('/');
    request.getUri().rawQueryString().ifPresent(query -> location.append('?').append(query));
    return complete(
        plain(StatusCodes.MOVED_PERMANENTLY, "")
            .addHeader(RawHeader.create("Location", location.toString())));
  }

  private Route contents(HttpRequest request, Path folder) {
    try {
      var page = FolderPage.of(request.getUri().path(), files.names(folder));
      return complete(
          HttpResponse.create().withEntity(HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, page)));
    } catch (IOException _) {
      return notFound(Optional.empty());
    }
  }

  private static Route notFound(Optional<Path> page) {
    var answer = plain(StatusCodes.NOT_FOUND, "404 Not Found");
    return complete(
        page.map(
                file ->
                    answer.withEntity(
                        HttpEntities.create(ContentTypes.TEXT_HTML_UTF8, file.toFile())))
            .orElse(answer));
  }

  private static HttpResponse plain(StatusCode status, String text) {
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(HttpEntities.create(ContentTypes.TEXT_PLAIN_UTF8, text));
  }

  /** Takes as long for a wrong password as for the right one. */
  private static boolean isAdmitted(HttpRequest request, String expected) {
    var given = request.getHeader("Authorization").map(HttpHeader::value).orElse("");
    if (!given.toLowerCase(Locale.ROOT).startsWith(BASIC)) {
      return false;
    }
    var token = given.substring(BASIC.length()).strip();
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }
}
