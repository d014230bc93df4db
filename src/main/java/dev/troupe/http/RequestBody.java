package dev.troupe.http;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** The body of a request, read to its end and checked for size and type. */
sealed interface RequestBody {
  /** An environment is some KiB, a large process file some more. */
  int LIMIT = 1024 * 1024;

  record Complete(String text) implements RequestBody {}

  record Refused(HttpResponse response) implements RequestBody {}

  /**
   * Reads the body. One that is too long is read on and thrown away, so that a client that writes
   * first and reads then gets its answer; Pekko breaks off at its own limit (8 MiB).
   */
  static CompletionStage<RequestBody> read(
      HttpRequest request, Route.Body wanted, ActorSystem<?> system) {
    return request
        .entity()
        .getDataBytes()
        .runWith(Sink.fold(new Bounded(), Bounded::add), system)
        .<RequestBody>thenApply(
            bytes -> bytes.isTooLong() ? tooLong() : check(request, wanted, bytes.text()))
        .exceptionallyCompose(RequestBody::broken);
  }

  private static RequestBody check(HttpRequest request, Route.Body wanted, String text) {
    if (text.isEmpty()) {
      return wanted == Route.Body.OPTIONAL
          ? new Complete(text)
          : new Refused(Answers.problem(StatusCodes.BAD_REQUEST, "body: is missing, must be JSON"));
    }
    var type = request.entity().getContentType().mediaType();
    return type.equals(MediaTypes.APPLICATION_JSON)
        ? new Complete(text)
        : new Refused(
            Answers.problem(
                StatusCodes.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type %s/%s: must be application/json"
                    .formatted(type.mainType(), type.subType())));
  }

  private static RequestBody tooLong() {
    return new Refused(
        Answers.problem(
            StatusCodes.CONTENT_TOO_LARGE, "body: is over the limit of %d bytes".formatted(LIMIT)));
  }

  private static CompletionStage<RequestBody> broken(Throwable failure) {
    var cause = failure instanceof CompletionException e ? e.getCause() : failure;
    return cause instanceof EntityStreamSizeException
        ? CompletableFuture.completedFuture(tooLong())
        : CompletableFuture.failedFuture(failure);
  }

  /** Bytes up to the limit. */
  final class Bounded {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long length;

    private Bounded add(ByteString chunk) {
      length += chunk.length();
      if (isTooLong()) {
        bytes.reset();
      } else {
        bytes.writeBytes(chunk.toArrayUnsafe());
      }
      return this;
    }

    private boolean isTooLong() {
      return length > LIMIT;
    }

    private String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
