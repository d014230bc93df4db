package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages to and from real Node processes. */
@Tag("os")
class ChannelTest {
  @TempDir Path home;
  private Stage stage;

  @BeforeEach
  void openStage() {
    stage = Stage.open(EngineChoice.LINUX, home);
  }

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void carriesMessagesBothWays() {
    var channel = node("process.on('message', m => process.send({got: m})); process.send('ready')");
    var inbox = Inbox.eager(channel);
    inbox.awaitLine("\"ready\"");
    assertThat(channel.send("{\"text\":\"grüß Gott\"}", null)).isTrue();
    inbox.awaitLine("{\"got\":{\"text\":\"grüß Gott\"}}");
  }

  @Test
  void keepsTheOrderOfManyMessages() {
    var channel = node("process.on('message', m => process.send(m))");
    var inbox = Inbox.eager(channel);
    var numbers = IntStream.range(0, 20_000).mapToObj(Integer::toString).toList();
    numbers.forEach(number -> assertThat(channel.send(number, null)).isTrue());
    inbox.awaitCount(numbers.size());
    assertThat(inbox.lines()).isEqualTo(numbers);
  }

  @Test
  void carriesLargeMessagesBothWays() {
    var channel = node("process.on('message', m => process.send(m + '!'))");
    var inbox = Inbox.eager(channel);
    var text = "x".repeat(3_000_000);
    assertThat(channel.send("\"" + text + "\"", null)).isTrue();
    inbox.awaitCount(1);
    assertThat(inbox.lines()).containsExactly("\"" + text + "!\"");
  }

  @Test
  void theChildSeesTheEndAfterWhatHasBeenSentBefore() {
    var plan =
        stage.wired(
            true,
            List.of(),
            "node",
            "-e",
            "let n = 0; process.on('message', m => n += m.length);"
                + "process.on('disconnect', () => console.log('disconnected', n))");
    var child = stage.launch(plan);
    var channel = child.channel().orElseThrow();
    var inbox = Inbox.eager(channel);
    channel.send("\"" + "x".repeat(3_000_000) + "\"", null);
    channel.close();
    assertThat(channel.send("1", null)).isFalse();
    inbox.awaitCompletion();
    assertThat(stage.exit(child)).isEqualTo(new ExitStatus.Exited(0));
    assertThat(stage.out.awaitText("\n")).isEqualTo("disconnected 3000000\n");
  }

  @Test
  void seesThatTheChildDisconnects() {
    var channel = node("process.send(1); process.disconnect(); setInterval(() => {}, 1000)");
    var inbox = Inbox.eager(channel);
    inbox.awaitCompletion();
    assertThat(inbox.lines()).containsExactly("1");
    assertThat(channel.send("1", null)).isFalse();
  }

  @Test
  void handsOnAllMessagesBeforeItTellsTheExit() {
    var child =
        stage.launch(
            stage.wired(
                true,
                List.of(),
                "node",
                "-e",
                "for (let i = 0; i < 500; i++) process.send(i);"
                    + "process.send('last', () => process.exit(3))"));
    var inbox = Inbox.eager(child.channel().orElseThrow());
    var count = child.exit().thenApply(_ -> inbox.lines().size());
    assertThat(Waiting.resultOf(count)).isEqualTo(501);
    inbox.awaitCompletion();
  }

  @Test
  void keepsTheMessagesOfAnEndedChildUntilTheyAreAskedFor() {
    var script = "for (let i = 0; i < 100; i++) process.send(i); console.log('sent')";
    var child = stage.launch(stage.wired(true, List.of(), "node", "-e", script));
    var inbox = Inbox.idle(child.channel().orElseThrow());
    stage.out.awaitText("sent");
    child.signal(9);
    stage.exit(child);
    assertThat(inbox.lines()).isEmpty();
    inbox.ask(2);
    inbox.awaitCount(2);
    assertThat(inbox.isCompleted()).isFalse();
    inbox.ask(98);
    inbox.awaitCompletion();
    assertThat(inbox.lines()).hasSize(100).startsWith("0", "1").endsWith("99");
  }

  @Test
  void handsOnNoMoreThanIsAskedFor() {
    var channel =
        node("for (let i = 0; i < 50; i++) process.send('x'.repeat(100000)); console.log('sent')");
    var inbox = Inbox.idle(channel);
    stage.out.awaitText("sent");
    inbox.ask(3);
    inbox.awaitCount(3);
    inbox.ask(1);
    inbox.awaitCount(4);
    assertThat(inbox.lines()).hasSize(4);
    inbox.ask(46);
    inbox.awaitCount(50);
  }

  @Test
  void givesTheChildAConnectionThatTheDaemonHasAccepted() throws IOException {
    var channel =
        node("process.on('message', (m, socket) => socket.end(m.text)); process.send('ready')");
    var inbox = Inbox.eager(channel);
    inbox.awaitLine("\"ready\"");
    try (var group = group()) {
      var socket = Opened.value(group.add());
      socket.accept(
          connection -> {
            channel.send(handle("net.Socket", "{\"text\":\"hello\"}"), connection);
            connection.close();
          });
      for (int i = 0; i < 50; i++) {
        assertThat(Client.ask(group)).isEqualTo("hello");
      }
    }
    assertThat(inbox.lines()).contains("{\"cmd\":\"NODE_HANDLE_ACK\"}");
  }

  @Test
  void sendsHandlesInOrderThroughAFullChannel() throws IOException {
    var channel =
        node(
            "let before = 0; process.on('message', (m, socket) =>"
                + " socket ? socket.end(String(before)) : before += m.length)");
    Inbox.eager(channel);
    try (var group = group()) {
      var socket = Opened.value(group.add());
      socket.accept(
          connection -> {
            channel.send("\"" + "x".repeat(2_000_000) + "\"", null);
            channel.send(handle("net.Socket", "{}"), connection);
            connection.close();
          });
      assertThat(Client.ask(group)).isEqualTo("2000000");
      assertThat(Client.ask(group)).isEqualTo("4000000");
    }
  }

  @Test
  void givesTheChildAListeningSocket() throws IOException {
    var channel =
        node("process.on('message', (m, server) => server.on('connection', s => s.end('served')))");
    Inbox.eager(channel);
    try (var group = group()) {
      channel.send(handle("net.Server", "{}"), Opened.value(group.add()));
      assertThat(Client.ask(group)).isEqualTo("served");
    }
  }

  /** Several workers may accept from it: who comes second must not wait for the next connection. */
  @Test
  void aListeningSocketNeverMakesTheChildWait() {
    var channel =
        node(
            "process.on('message', (m, server) => process.send(/flags.*/.exec(require('fs')"
                + ".readFileSync('/proc/self/fdinfo/' + server._handle.fd, 'utf8'))[0]))");
    var inbox = Inbox.eager(channel);
    try (var group = group()) {
      channel.send(handle("net.Server", "{}"), Opened.value(group.add()));
      inbox.awaitLine("\"flags:\\t02004002\""); // O_RDWR, O_NONBLOCK, O_CLOEXEC
    }
  }

  @Test
  void tellsThatAHandleCameWithAMessageAndKeepsNone() {
    var channel =
        node(
            "const server = require('net').createServer().listen(0, '127.0.0.1', () => {"
                + " process.send('before'); process.send({take: 1}, server); process.send('after');"
                + "})");
    int before = Stage.openDescriptors();
    var inbox = Inbox.eager(channel);
    inbox.awaitCount(2);
    channel.send("{\"cmd\":\"NODE_HANDLE_ACK\"}", null);
    inbox.awaitLine("\"after\"");
    assertThat(inbox.messages())
        .extracting(Channel.Message::hadHandle)
        .containsExactly(false, true, false);
    Waiting.until("closed", () -> Stage.openDescriptors() <= before);
  }

  @Test
  void sendsNothingWithAHandleThatIsClosed() {
    var channel = node("process.on('message', m => process.send(m))");
    var inbox = Inbox.eager(channel);
    try (var group = group()) {
      var socket = Opened.value(group.add());
      socket.close();
      assertThat(channel.send("1", socket)).isFalse();
    }
    assertThat(channel.send("2", null)).isTrue();
    inbox.awaitLine("2");
    assertThat(inbox.lines()).containsExactly("2");
  }

  @Test
  void endsTheChannelOfAChildThatSendsTooLongALine() {
    var channel =
        node(
            "process.on('disconnect', () => console.log('cut off'));"
                + "process.send('x'.repeat(9000000))");
    assertThat(Inbox.eager(channel).awaitError()).hasMessageContaining("longer than 8388608 bytes");
    stage.out.awaitText("cut off");
  }

  @Test
  void endsTheChannelOfAChildThatNeverReads() {
    var channel = stage.launch(stage.wired(true, List.of(), "sleep", "1000")).channel();
    var line = "\"" + "x".repeat(1_000_000) + "\"";
    int sent = 0;
    while (channel.orElseThrow().send(line, null)) {
      sent++;
    }
    assertThat(sent).isBetween(15, 17);
  }

  @Test
  void refusesASecondSubscriber() {
    var channel = node("process.on('message', m => process.send(m))");
    var inbox = Inbox.eager(channel);
    assertThat(Inbox.eager(channel).awaitError()).hasMessageContaining("has its subscriber");
    channel.send("1", null);
    inbox.awaitLine("1");
  }

  @Test
  void servesTheOthersWhenASubscriberFails() {
    var failing = node("process.send(1)");
    failing.messages().subscribe(new Failing());
    var channel = node("process.send(2)");
    Inbox.eager(channel).awaitLine("2");
    failing.close();
  }

  @Test
  void theChildDoesNotNoticeThatTheDaemonHasDied() throws IOException {
    var channel =
        node(
            "process.on('disconnect', () => console.log('disconnected'));"
                + "const wait = setInterval(() => { if (!require('fs').existsSync('go')) return;"
                + " clearInterval(wait); require('fs').writeFileSync('connected',"
                + " String(process.connected)) }, 5); process.send(1)");
    Inbox.eager(channel).awaitLine("1");
    stage.crash();
    Files.createFile(home.resolve("go"));
    Waiting.until("written", () -> Files.exists(home.resolve("connected")));
    Waiting.until("true", () -> read("connected").equals("true"));
    stage.forgetChildren();
    stage = Stage.open(EngineChoice.LINUX, home);
    assertThat(stage.out.text()).isEmpty();
  }

  @Test
  void aChildWithoutAChannelHasNone() {
    assertThat(stage.run("sleep", "1000").channel()).isEmpty();
  }

  private Channel node(String script) {
    return stage.launch(stage.wired(true, List.of(), "node", "-e", script)).channel().orElseThrow();
  }

  private SocketGroup group() {
    return Opened.value(
        stage.machine.sockets().group(new ListenAddress.Tcp("127.0.0.1", 0, false), 511));
  }

  private String read(String name) {
    try {
      return Files.readString(home.resolve(name));
    } catch (IOException e) {
      return "";
    }
  }

  private static String handle(String type, String message) {
    return "{\"cmd\":\"NODE_HANDLE\",\"type\":\"" + type + "\",\"msg\":" + message + "}";
  }

  /** Throws at the first message. */
  private static final class Failing implements Flow.Subscriber<Channel.Message> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(1);
    }

    @Override
    public void onNext(Channel.Message message) {
      throw new IllegalStateException("meant to fail");
    }

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onComplete() {}
  }
}
