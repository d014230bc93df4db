package dev.troupe.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/**
 * Makes long answers small for clients that take gzip: the rows of 1,000 instances are 290 KB, and
 * the dashboard asks for them every few seconds. Streams and short answers stay as they are.
 */
final class Squeeze {
  /** Below that, packets are not fewer. */
  private static final int WORTH = 1400;

  private Squeeze() {}

  static HttpResponse answer(HttpRequest request, HttpResponse response) {
    return takesGzip(request)
            && response.entity() instanceof HttpEntity.Strict body
            && body.getData().size() > WORTH
        ? squeezed(response, body)
        : response;
  }

  /** {@code gzip;q=0} is a way to say no (RFC 9110, 12.5.3); nobody's client says it. */
  private static boolean takesGzip(HttpRequest request) {
    var coding = request.getHeader("Accept-Encoding").map(HttpHeader::value).orElse("");
    return Arrays.stream(coding.split(",")).map(String::strip).anyMatch("gzip"::equals);
  }

  private static HttpResponse squeezed(HttpResponse response, HttpEntity.Strict body) {
    return response
        .withEntity(HttpEntities.create(body.getContentType(), gzip(body.getData())))
        .addHeader(RawHeader.create("Content-Encoding", "gzip"))
        .addHeader(RawHeader.create("Vary", "Accept-Encoding"));
  }

  private static ByteString gzip(ByteString data) {
    var out = new ByteArrayOutputStream(data.size() / 8);
    try (var gzip = new Fast(out)) {
      gzip.write(data.toArrayUnsafe());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteString.fromArrayUnsafe(out.toByteArray());
  }

  /** A fifteenth of the size in 3 ms; the best level makes it a nineteenth in 28 ms. */
  private static final class Fast extends GZIPOutputStream {
    Fast(ByteArrayOutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
