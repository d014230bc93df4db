package dev.troupe.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which answers are made small. */
class SqueezeTest {
  private static final String LONG = "{\"state\":\"ONLINE\"}".repeat(1000);

  private static HttpRequest taking(String codings) {
    return HttpRequest.GET("/").addHeader(RawHeader.create("Accept-Encoding", codings));
  }

  private static HttpResponse json(String text) {
    return HttpResponse.create().withEntity(ContentTypes.APPLICATION_JSON, text);
  }

  private static byte[] body(HttpResponse response) {
    return ((HttpEntity.Strict) response.entity()).getData().toArrayUnsafe();
  }

  @Test
  void makesALongAnswerSmallAndTheClientReadsTheSame() throws IOException {
    var answer = Squeeze.answer(taking("gzip, deflate, br"), json(LONG));
    assertThat(answer.getHeader("Content-Encoding").orElseThrow().value()).isEqualTo("gzip");
    assertThat(answer.entity().getContentType()).isEqualTo(ContentTypes.APPLICATION_JSON);
    assertThat(body(answer).length).isLessThan(LONG.length() / 10);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(body(answer)))) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(LONG);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "identity", "gzip;q=0"})
  void leavesItAsItIsForAClientThatDoesNotAskForIt(String codings) {
    var plain = json(LONG);
    assertThat(Squeeze.answer(taking(codings), plain)).isSameAs(plain);
  }

  @Test
  void leavesAShortAnswerAsItIs() {
    var plain = json("{}");
    assertThat(Squeeze.answer(taking("gzip"), plain)).isSameAs(plain);
  }

  @Test
  void leavesAStreamAsItIs() {
    var text = Source.single(ByteString.fromString(LONG));
    var stream =
        HttpResponse.create()
            .withEntity(HttpEntities.createChunked(ContentTypes.APPLICATION_JSON, text));
    assertThat(Squeeze.answer(taking("gzip"), stream)).isSameAs(stream);
  }
}
