package dev.troupe.node;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.os.ListenAddress.Udp;
import dev.troupe.os.ListenAddress.Unix;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerLineTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        line("{'cmd':'NODE_CLUSTER','act':'online','seq':0}", new FromWorker.Online()),
        line("{'cmd':'NODE_CLUSTER','act':'close','key':'k','seq':3}", new FromWorker.Closed("k")),
        line(
            "{'cmd':'NODE_CLUSTER','act':'exitedAfterDisconnect','seq':4}",
            new FromWorker.ExitedAfterDisconnect(4)),
        line("{'cmd':'NODE_HANDLE_ACK'}", new FromWorker.HandleTaken()),
        line("{'cmd':'NODE_HANDLE_NACK'}", new FromWorker.HandleLost()),
        line("{'cmd':'NODE_HANDLE','type':'net.Socket','msg':{}}", new FromWorker.HandleSent()),
        line(
            "{'cmd':'NODE_CLUSTER','ack':7,'accepted':false,'seq':9}",
            new FromWorker.ConnectionAnswered(7, false)),
        line("{'cmd':'NODE_TROUPE_DRAINED'}", new FromWorker.Drained()),
        line("'ready'", new FromWorker.Ready()));
  }

  private static Arguments line(String line, FromWorker meaning) {
    return Arguments.of(line.replace('\'', '"'), meaning);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void knowsWhatNodeSays(String line, FromWorker meaning) {
    assertThat(WorkerLine.read(line)).isEqualTo(meaning);
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        query(
            "'index':0,'data':null,'address':null,'port':3000,'addressType':4,'backlog':0",
            new FromWorker.QueryServer(1, new Tcp(null, 3000, false), 0, 511, "null")),
        query(
            "'index':0,'data':null,'address':'::1','port':3000,'addressType':6,'flags':1,"
                + "'backlog':64",
            new FromWorker.QueryServer(1, new Tcp("::1", 3000, true), 0, 64, "null")),
        query(
            "'index':2,'data':null,'address':'127.0.0.1','port':3000,'addressType':4,"
                + "'backlog':false",
            new FromWorker.QueryServer(1, new Tcp("127.0.0.1", 3000, false), 0, 511, "null")),
        query(
            "'index':2,'data':{'ticketKeys':'ab\\u0000'},'address':null,'port':0,'addressType':4",
            new FromWorker.QueryServer(
                1, new Tcp(null, 0, false), 2, 511, "{\"ticketKeys\":\"ab\\u0000\"}")),
        query(
            "'index':0,'data':null,'address':'/run/a b.sock','port':-1,'addressType':-1",
            new FromWorker.QueryServer(1, new Unix("/run/a b.sock"), 0, 511, "null")),
        query(
            "'index':0,'data':null,'address':'0.0.0.0','port':53,'addressType':'udp4','fd':-1",
            new FromWorker.QueryServer(1, new Udp("0.0.0.0", 53, false, false), 0, 511, "null")),
        query(
            "'index':0,'data':{},'address':null,'port':null,'addressType':null,'fd':7",
            new FromWorker.UnknownServer(1, "{}")),
        query(
            "'index':0,'data':null,'address':'relative.sock','port':-1,'addressType':-1",
            new FromWorker.UnknownServer(1, "null")),
        query(
            "'index':0,'data':null,'address':null,'port':99999,'addressType':4",
            new FromWorker.UnknownServer(1, "null")),
        query(
            "'index':0,'data':null,'address':null,'port':80,'addressType':'sctp'",
            new FromWorker.UnknownServer(1, "null")),
        query("'index':{},'port':[]", new FromWorker.UnknownServer(1, "null")));
  }

  private static Arguments query(String fields, FromWorker meaning) {
    return line("{'cmd':'NODE_CLUSTER','act':'queryServer'," + fields + ",'seq':1}", meaning);
  }

  @ParameterizedTest
  @MethodSource("queries")
  void readsWhereAWorkerWantsToListen(String line, FromWorker meaning) {
    assertThat(WorkerLine.read(line)).isEqualTo(meaning);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"hello\"",
        "42",
        "null",
        "[\"NODE_CLUSTER\"]",
        "{\"cmd\":\"NODE_\"}",
        "{\"cmd\":\"node_cluster\"}",
        "{\"cmd\":5,\"type\":\"process:msg\"}",
        "{\"a\":1,\"a\":2}"
      })
  void handsOnWhatTheAppSays(String line) {
    assertThat(WorkerLine.read(line)).isEqualTo(new FromWorker.UserMessage(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cmd\":\"NODE_SOMETHING_NEW\"}",
        "{\"cmd\":\"NODE_CLUSTER\"}",
        "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"queryServer\",\"seq\":\"1\"}",
        "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"close\",\"key\":1}",
        "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"exitedAfterDisconnect\"}",
        "{\"cmd\":\"NODE_CLUSTER\",\"ack\":1,\"accepted\":\"yes\"}",
        "{\"cmd\":\"NODE_CLUSTER\",\"act\":\"dance\"}"
      })
  void asksNothingOfWhatItDoesNotKnow(String line) {
    assertThat(WorkerLine.read(line)).isEqualTo(new FromWorker.Internal(line));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{", "ready", "{} {}", "\"ready\" x", "{\"a\":}", "\u0000"})
  void findsUnreadableWhatIsNoJson(String line) {
    assertThat(WorkerLine.read(line)).isEqualTo(new FromWorker.Unreadable(line));
  }

  @Test
  void survivesWhatIsTooDeep() {
    var line = "[".repeat(100_000) + "]".repeat(100_000);
    assertThat(WorkerLine.read(line)).isEqualTo(new FromWorker.Unreadable(line));
  }

  @Test
  void knowsAServerByThePortItWasGiven() {
    var query = new FromWorker.QueryServer(1, new Tcp(null, 0, false), 1, 511, "null");
    assertThat(query.isMeantBy(new FromWorker.Listening(new Tcp(null, 4711, false), 1), 4711))
        .isTrue();
    assertThat(query.isMeantBy(new FromWorker.Listening(new Tcp(null, 4711, false), 0), 4711))
        .isFalse();
    assertThat(query.isMeantBy(new FromWorker.Listening(new Tcp(null, 4712, false), 1), 4711))
        .isFalse();
    assertThat(query.isMeantBy(new FromWorker.Listening(null, 1), 4711)).isFalse();
  }

  @Test
  void doesNotCountTheServersOfAGivenPort() {
    var query = new FromWorker.QueryServer(1, new Tcp(null, 80, false), 0, 511, "null");
    assertThat(query.isMeantBy(new FromWorker.Listening(new Tcp(null, 80, false), 3), 80)).isTrue();
  }

  @Test
  void neverFailsOnGarbage() {
    var random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      var bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      assertThat(WorkerLine.read(new String(bytes, ISO_8859_1))).isNotNull();
    }
  }

  @Test
  void neverFailsOnWhatOnceWasALine() {
    var random = new Random(2);
    var lines =
        Stream.concat(lines(), queries()).map(arguments -> (String) arguments.get()[0]).toList();
    var pieces = List.of("null", "1e999", "-1", "\"\"", "{}", "[]", "true", ",", ":", "\\", "\"");
    for (int i = 0; i < 20_000; i++) {
      var line = new StringBuilder(lines.get(random.nextInt(lines.size())));
      for (int changes = random.nextInt(4); changes >= 0 && !line.isEmpty(); changes--) {
        int from = random.nextInt(line.length());
        int to = Math.min(line.length(), from + random.nextInt(8));
        line.replace(from, to, pieces.get(random.nextInt(pieces.size())));
      }
      assertThat(WorkerLine.read(line.toString())).isNotNull();
    }
  }

  @Test
  void neverFailsOnAFieldOfAnotherType() {
    var values =
        List.of("null", "1e999", "-1", "12345678901234567890", "\"x\"", "{}", "[1]", "true");
    var fields = List.of("act", "seq", "ack", "key", "index", "port", "addressType", "fd", "flags");
    var random = new Random(3);
    for (int i = 0; i < 20_000; i++) {
      var line = new StringBuilder("{\"cmd\":\"NODE_CLUSTER\",\"act\":\"queryServer\",\"seq\":1");
      for (var field : fields) {
        if (random.nextBoolean()) {
          line.append(",\"").append(field).append("\":");
          line.append(values.get(random.nextInt(values.size())));
        }
      }
      assertThat(WorkerLine.read(line + "}")).isNotNull();
    }
  }
}
