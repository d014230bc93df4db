package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens when this process may open no further file. */
@Tag("os")
class FewDescriptorsTest {
  private static final int FEW = 2000;

  @TempDir Path home;
  private Stage stage;
  private final Deque<Closeable> hoard = new ArrayDeque<>();

  @BeforeEach
  void openStage() {
    stage = Stage.open(EngineChoice.LINUX, home);
  }

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void closesConnectionsItHasNoDescriptorForAndAcceptsAgainLater() throws Exception {
    var usual = limit();
    var address = new ListenAddress.Tcp("127.0.0.1", 0, false);
    try (var group = Opened.value(stage.machine.sockets().group(address, 511));
        var first = SocketChannel.open();
        var second = SocketChannel.open();
        var third = SocketChannel.open()) {
      var taker = new Taker();
      Opened.value(group.add()).accept(taker);
      connect(first, group);
      Waiting.until("accepted", () -> taker.taken() == 1);
      limit(Integer.toString(FEW));
      try {
        hoardAll();
        connect(second, group);
        assertThat(second.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      } finally {
        releaseAll();
        limit(usual);
      }
      connect(third, group);
      Waiting.until("accepted", () -> taker.taken() == 2);
    }
  }

  private static void connect(SocketChannel client, SocketGroup group) throws IOException {
    client.connect(
        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), group.address().port()));
  }

  private void hoardAll() {
    try {
      while (true) {
        hoard.push(new FileInputStream("/dev/null"));
      }
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("Too many open files");
    }
  }

  private void releaseAll() throws IOException {
    while (!hoard.isEmpty()) {
      hoard.pop().close();
    }
  }

  /** How many files this process may open. */
  private static String limit() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/limits")).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split(" +", -1)[3])
        .findFirst()
        .orElseThrow();
  }

  private static void limit(String most) throws IOException, InterruptedException {
    var self = Long.toString(ProcessHandle.current().pid());
    var tool = new ProcessBuilder("prlimit", "--pid", self, "--nofile=" + most + ":").start();
    assertThat(tool.waitFor()).isZero();
  }
}
