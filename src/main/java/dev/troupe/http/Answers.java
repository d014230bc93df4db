package dev.troupe.http;

import dev.troupe.api.Json;
import dev.troupe.api.Problem;
import java.util.List;
import java.util.Map;
import org.apache.pekko.NotUsed;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaType;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Responses in the forms that the contract knows. */
final class Answers {
  private static final MediaType.WithFixedCharset PROBLEM =
      MediaTypes.customWithFixedCharset(
          "application", "problem+json", HttpCharsets.UTF_8, Map.of(), false);

  private static final MediaType.WithFixedCharset NDJSON =
      MediaTypes.customWithFixedCharset(
          "application", "x-ndjson", HttpCharsets.UTF_8, Map.of(), false);

  /** Apps have secrets in their environment. */
  private static final HttpHeader NO_STORE = RawHeader.create("Cache-Control", "no-store");

  private Answers() {}

  static HttpResponse json(StatusCode status, Object body) {
    return HttpResponse.create()
        .withStatus(status)
        .addHeader(NO_STORE)
        .withEntity(ContentTypes.APPLICATION_JSON, Json.write(body));
  }

  static HttpResponse problem(StatusCode status, String detail) {
    return problem(status, detail, List.of());
  }

  static HttpResponse problem(StatusCode status, String detail, List<String> errors) {
    var body = new Problem("about:blank", status.reason(), status.intValue(), detail, errors);
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(PROBLEM.toContentType(), Json.write(body));
  }

  /** What a refusal means in HTTP. */
  static HttpResponse refusal(Reply.Refused refused) {
    return switch (refused) {
      case Reply.NotFound(var detail) -> problem(StatusCodes.NOT_FOUND, detail);
      case Reply.Conflict(var detail) -> problem(StatusCodes.CONFLICT, detail);
      case Reply.Invalid(var errors) ->
          problem(StatusCodes.BAD_REQUEST, mistakes(errors.size()), errors);
    };
  }

  private static String mistakes(int number) {
    return number == 1 ? "a mistake in the request" : number + " mistakes in the request";
  }

  /** A stream of lines of JSON that no proxy may keep back. */
  static HttpResponse lines(Source<ByteString, NotUsed> lines) {
    return HttpResponse.create()
        .addHeader(NO_STORE)
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(HttpEntities.createChunked(NDJSON.toContentType(), lines));
  }

  /** A stream of server-sent events that no proxy may keep back. */
  static HttpResponse events(Source<ByteString, NotUsed> frames) {
    return HttpResponse.create()
        .addHeader(NO_STORE)
        .addHeader(RawHeader.create("X-Accel-Buffering", "no"))
        .withEntity(
            HttpEntities.createChunked(MediaTypes.TEXT_EVENT_STREAM.toContentType(), frames));
  }
}
