package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientTest {
  @TempDir Path folder;

  private FakeDaemon daemon;
  private ApiClient client;

  @BeforeEach
  void listen() throws IOException {
    daemon = new FakeDaemon(folder.resolve("s"));
    client = new ApiClient(folder.resolve("s"));
  }

  @AfterEach
  void close() throws IOException {
    daemon.close();
  }

  @Test
  void readsABodyOfKnownLength() throws IOException {
    daemon.answeringRaw("GET /x", "HTTP/1.1 200 OK\r\ncontent-LENGTH: 4\r\n\r\nné!garbage");
    assertThat(client.send("GET", "/x", null)).isEqualTo(new Reply(200, "né!"));
  }

  @Test
  void readsAChunkedBody() throws IOException {
    daemon.answeringRaw(
        "GET /x",
        "HTTP/1.1 404 no\r\nTransfer-Encoding: chunked\r\n\r\n"
            + String.join("\r\n", "3", "abc", "A;x=y", "0123456789", "0", "Trailer: t", "", ""));
    assertThat(client.send("GET", "/x", null)).isEqualTo(new Reply(404, "abc0123456789"));
  }

  @Test
  void readsABodyThatEndsWithTheConnection() throws IOException {
    daemon.answeringRaw("GET /x", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nall of it");
    assertThat(client.send("GET", "/x", null).body()).isEqualTo("all of it");
  }

  @Test
  void refusesABodyThatBreaksOff() {
    daemon.answeringRaw("GET /x", "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\nhalf");
    assertThatThrownBy(() -> client.send("GET", "/x", null)).isInstanceOf(EOFException.class);
    daemon.answeringRaw("GET /x", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nhalf");
    assertThatThrownBy(() -> client.send("GET", "/x", null)).isInstanceOf(EOFException.class);
  }

  @Test
  void refusesWhatIsNoHttp() {
    daemon.answeringRaw("GET /x", "220 mail.example\r\n\r\n");
    assertThatThrownBy(() -> client.send("GET", "/x", null))
        .hasMessage("what answers is not Troupe's daemon: 220 mail.example");
  }

  @Test
  void sendsJsonInUtf8() throws IOException {
    daemon.answering("POST /x", 201, "fine");
    client.send("POST", "/x", "{\"name\":\"é\"}");
    assertThat(daemon.bodyOf("POST /x")).containsEntry("name", "é");
  }

  @Test
  void hearsEvents() throws IOException {
    daemon.answeringRaw(
        "GET /x",
        """
        HTTP/1.1 200 OK
        Content-Type: text/event-stream

        :comment

        event: line
        data: one

        event:line
        data:two
        data: lines
        id: 7

        data: nameless

        event: line
        data: unfinished
        """);
    var heard = new ArrayList<String>();
    var refusal = client.stream("/x", (event, data) -> heard.add(event + "=" + data));
    assertThat(refusal).isNull();
    assertThat(heard).isEqualTo(List.of("line=one", "line=two\nlines", "=nameless"));
  }

  @Test
  void returnsARefusalInPlaceOfAStream() throws IOException {
    daemon.refusing("GET /x", 404, "no such app");
    var refusal = client.stream("/x", (_, _) -> true);
    assertThat(refusal).extracting(Reply::complaint).isEqualTo("no such app");
  }

  @Test
  void tellsThatNobodyListens() throws IOException {
    daemon.close();
    assertThat(client.answers()).isFalse();
    assertThatThrownBy(() -> client.send("GET", "/x", null)).isInstanceOf(NoDaemonException.class);
  }

  @Test
  void tellsThatAnOldSocketIsDead() throws IOException {
    var dead = folder.resolve("dead");
    try (var other = new FakeDaemon(dead)) {
      assertThat(new ApiClient(dead).answers()).isTrue();
      java.nio.file.Files.createLink(folder.resolve("kept"), dead);
      assertThat(other.asked()).isEmpty();
    }
    var client = new ApiClient(folder.resolve("kept"));
    while (client.answers()) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> client.send("GET", "/x", null)).isInstanceOf(NoDaemonException.class);
  }
}
