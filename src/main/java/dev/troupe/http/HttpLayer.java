package dev.troupe.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.TLSProtocol.SendBytes;
import org.apache.pekko.stream.TLSProtocol.SessionBytes;
import org.apache.pekko.stream.TLSProtocol.SslTlsInbound;
import org.apache.pekko.stream.TLSProtocol.SslTlsOutbound;
import org.apache.pekko.stream.javadsl.BidiFlow;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import scala.concurrent.duration.Duration;

/** HTTP on top of any stream of bytes. */
final class HttpLayer {
  private final Http http;
  private final ServerSettings settings;

  HttpLayer(ActorSystem<?> system) {
    http = Http.get(system);
    var defaults = ServerSettings.create(system.classicSystem());
    settings =
        defaults
            .withServerHeader(Optional.empty())
            .withTransparentHeadRequests(true)
            .withParsingErrorHandler(UnreadableRequest.class.getName())
            // Restarting many instances one after another takes its time.
            .withTimeouts(defaults.getTimeouts().withRequestTimeout(Duration.Inf()));
  }

  /**
   * Bytes of one connection in, bytes out.
   *
   * @param gate what requests pass; once it completes, the connection ends after its last answer
   */
  Flow<ByteString, ByteString, NotUsed> connection(
      Graph<FlowShape<HttpRequest, HttpRequest>, ?> gate,
      Function<HttpRequest, CompletionStage<HttpResponse>> handler) {
    var answers = Flow.of(HttpRequest.class).via(gate).mapAsync(1, handler::apply);
    return http.serverLayer(settings).atop(plain()).reversed().join(answers);
  }

  /**
   * No TLS. Pekko's own TLSPlacebo asks for the default SSLContext and so parses all certificates
   * of the JDK: 9 MB. The session it provides feeds a request header that is off.
   */
  private static BidiFlow<SslTlsOutbound, ByteString, ByteString, SslTlsInbound, NotUsed> plain() {
    return BidiFlow.fromFunctions(HttpLayer::sent, bytes -> new SessionBytes(null, bytes));
  }

  private static ByteString sent(SslTlsOutbound outbound) {
    return outbound instanceof SendBytes send ? send.bytes() : ByteString.emptyByteString();
  }
}
