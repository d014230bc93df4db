package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that inherit their sockets as systemd's services do. */
@Tag("os")
class InheritedSocketTest {
  /** Accepts for ever, and fails if accepting does not wait. */
  private static final String PYTHON =
      """
      import os, socket
      server = socket.socket(fileno=3)
      while True:
        connection, _ = server.accept()
        connection.sendall(b'python %d' % os.getuid())
        connection.close()
      """;

  @TempDir Path home;
  private Stage stage;
  private SocketGroup group;
  private BoundSocket socket;

  @BeforeEach
  void openStage() {
    stage = Stage.open(EngineChoice.LINUX, home);
    var address = new ListenAddress.Tcp("127.0.0.1", 0, false);
    group = Opened.value(stage.machine.sockets().group(address, 511));
    socket = Opened.value(group.add());
  }

  @AfterEach
  void nothingIsLeft() {
    group.close();
    stage.close();
  }

  @Test
  void aPythonProgramServesFromIt() throws IOException {
    stage.launch(stage.wired(false, List.of(socket), "python3", "-c", PYTHON));
    assertThat(Client.ask(group)).startsWith("python");
    assertThat(Client.ask(group)).startsWith("python");
  }

  @Test
  void aNodeProgramServesFromIt() throws IOException {
    var script = "require('net').createServer(s => s.end('node')).listen({fd: 3})";
    stage.launch(stage.wired(false, List.of(socket), "node", "-e", script));
    assertThat(Client.ask(group)).isEqualTo("node");
  }

  @Test
  void theNextChildServesWhatWaitedSinceTheFirstHasDied() throws IOException {
    var first = stage.launch(stage.wired(false, List.of(socket), "python3", "-c", PYTHON));
    Client.ask(group);
    first.signal(9);
    stage.exit(first);
    try (var waiting = Client.connect(group)) {
      stage.launch(stage.wired(false, List.of(socket), "python3", "-c", PYTHON));
      assertThat(Client.read(waiting)).startsWith("python");
    }
  }

  @Test
  void acceptingWaitsAgainForAProgramThatComesAfterTheDaemon() throws IOException {
    var taker = new Taker();
    socket.accept(taker);
    Client.ask(group);
    Waiting.until("accepted", () -> taker.taken() == 1);
    stage.launch(stage.wired(false, List.of(socket), "python3", "-c", PYTHON));
    assertThat(Client.ask(group)).startsWith("python");
    assertThat(Client.ask(group)).startsWith("python");
    assertThat(taker.taken()).isEqualTo(1);
  }

  /** An event loop that is still accepting while its successor starts must not be made to wait. */
  @Test
  void theNextChildDoesNotChangeWhetherTheFirstOnesAcceptingWaits() {
    var script = "import socket; socket.socket(fileno=3).setblocking(False)";
    stage.exit(stage.launch(stage.wired(false, List.of(socket), "python3", "-c", script)));
    var look = stage.wired(false, List.of(socket), "grep", "flags", "/proc/self/fdinfo/3");
    assertThat(stage.output(look)).isEqualTo("flags:\t04002\n"); // O_RDWR, O_NONBLOCK
  }

  @Test
  void tellsTheChildOfItsSockets() {
    var second = Opened.value(group.add());
    var script = "echo $LISTEN_FDS $LISTEN_FDNAMES $(($LISTEN_PID - $$)) $NODE_CHANNEL_FD; ls -C";
    var plan = stage.wired(true, List.of(socket, second), "sh", "-c", script + " /proc/$$/fd; :");
    assertThat(stage.output(plan)).isEqualTo("2 s0:s1 0 5\n0  1  2  3  4  5  6\n");
  }

  @Test
  void theListenVariableNamesTheChildsOwnNumber() {
    var plan = stage.wired(false, List.of(socket), "printenv", "LISTEN_PID");
    int before = stage.out.size();
    var child = stage.launch(plan);
    stage.exit(child);
    assertThat(stage.out.awaitText("\n").substring(before)).isEqualTo(child.pid() + "\n");
  }

  @Test
  void namesTheChildsOwnNumberInOtherVariablesToo() {
    var plan = stage.plan("sh", "-c", "echo $(($WATCHDOG_PID - $$)) $LISTEN_PID");
    var wiring = new Wiring(false, false, List.of(), List.of(), List.of("WATCHDOG_PID"));
    var told = new LaunchPlan(plan.command(), plan.cwd(), plan.env(), null, null, wiring);
    assertThat(stage.output(told)).isEqualTo("0\n");
  }

  @Test
  void leavesArgumentsAsTheyAre() {
    var plan = stage.wired(false, List.of(socket), "printf", "%s|", "a b", "", "$HOME", "ü");
    assertThat(stage.output(plan)).isEqualTo("a b||$HOME|ü|");
  }

  @Test
  void leavesVariablesAsTheyAreThatAShellCannotHold() {
    var plan = stage.wired(false, List.of(socket), "printenv", "spring.profiles.active", "PATH");
    var env = new HashMap<>(plan.env());
    env.put("spring.profiles.active", "a b=c");
    var more = new LaunchPlan(plan.command(), plan.cwd(), env, null, null, plan.wiring());
    assertThat(stage.output(more)).isEqualTo("a b=c\n" + Stage.PATH + "\n");
  }

  @Test
  void runsAScriptWithoutAFirstLine() {
    var script = stage.script("plain", "echo plain $1\n", true);
    assertThat(stage.output(stage.wired(false, List.of(socket), script.toString(), "x")))
        .isEqualTo("plain x\n");
  }

  @Test
  void stillSaysWhyAProgramCannotBeStarted() {
    assertThat(stage.failure(stage.wired(false, List.of(socket), "/no/such/file")))
        .isEqualTo("cannot start /no/such/file: no such file /no/such/file; check the path");
    var script = stage.script("lost", "#!/no/such/interpreter\n", true);
    assertThat(stage.failure(stage.wired(false, List.of(socket), script.toString())))
        .contains("the interpreter /no/such/interpreter in the first line of " + script);
  }

  @Test
  void saysThatASocketIsClosed() {
    socket.close();
    assertThat(stage.failure(stage.wired(true, List.of(socket), "true")))
        .startsWith("cannot start true: it cannot inherit 127.0.0.1 port ")
        .endsWith("Bad file descriptor");
  }

  @Test
  void aProgramOfAnotherUserServesFromItToo() throws IOException {
    assumeThat(new UnixSystem().getUid()).isZero();
    var plan = stage.wired(false, List.of(socket), "python3", "-c", PYTHON);
    stage.launch(new LaunchPlan(plan.command(), "/", plan.env(), "65534", "65534", plan.wiring()));
    assertThat(Client.ask(group)).isEqualTo("python 65534");
  }

  @Test
  void anotherUsersNodeHasItsChannel() {
    assumeThat(new UnixSystem().getUid()).isZero();
    var plan = stage.wired(true, List.of(), "node", "-e", "process.send(process.getuid())");
    var child =
        stage.launch(
            new LaunchPlan(plan.command(), "/", plan.env(), "65534", "65534", plan.wiring()));
    Inbox.eager(child.channel().orElseThrow()).awaitLine("65534");
  }

  @Test
  void thePortableEngineHasNoSocketsAndSaysSo() throws IOException {
    var portable =
        EngineChoice.PORTABLE.open(Files.createDirectory(home.resolve("other")), Stage.files(home));
    var pipes = portable.launcher().openPipes("api-0");
    var plan = stage.wired(true, List.of(socket), "true");
    assertThat(portable.launcher().launch(plan, pipes))
        .isEqualTo(
            new LaunchResult.Failed(
                "cannot start true: the portable process engine cannot hand it sockets;"
                    + " bind in the program"));
    pipes.close();
    portable.launcher().close();
  }

  @Test
  void thePortableEngineStartsAProgramWithoutItsChannel() throws IOException {
    var portable =
        EngineChoice.PORTABLE.open(Files.createDirectory(home.resolve("other")), Stage.files(home));
    var pipes = portable.launcher().openPipes("api-0");
    var result = portable.launcher().launch(stage.wired(true, List.of(), "true"), pipes);
    var child = ((LaunchResult.Launched) result).child();
    assertThat(child.channel()).isEmpty();
    stage.exit(child);
    pipes.close();
    portable.launcher().close();
  }
}
