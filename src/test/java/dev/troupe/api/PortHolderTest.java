package dev.troupe.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortHolderTest {
  private static final String HEAD = "  sl  local_address rem_address   st tx_queue rx_queue\n";

  private @TempDir Path proc;

  @BeforeEach
  void fill() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/tcp"),
        HEAD
            + line("0100007F:1F90", "01", 77)
            + line("00000000:1F90", "0A", 78)
            + line("00000000:0BB8", "0A", 79));
    process("12", "node\0client.js\0", 77);
    process("13", "node\0/srv/server.js\0", 78);
    Files.createDirectories(proc.resolve("self"));
  }

  private static String line(String local, String state, int inode) {
    return "   0: %s 00000000:0000 %s 00000000:00000000 00:00000000 00000000     0        0 %d 1\n"
        .formatted(local, state, inode);
  }

  private void process(String pid, String command, int socket) throws IOException {
    var fd = Files.createDirectories(proc.resolve(pid).resolve("fd"));
    Files.createSymbolicLink(fd.resolve("3"), Path.of("socket:[" + socket + "]"));
    Files.writeString(proc.resolve(pid).resolve("cmdline"), command);
  }

  @Test
  void namesWhoListensNotWhoIsConnected() {
    assertThat(new PortHolder(proc).of(8080))
        .contains(new Trouble.Holder(13, "node /srv/server.js"));
  }

  @Test
  void knowsNobodyOfAFreePortOrOneOfAHiddenProcess() {
    assertThat(new PortHolder(proc).of(81)).isEmpty();
    assertThat(new PortHolder(proc).of(3000)).isEmpty();
    assertThat(new PortHolder(proc.resolve("nowhere")).of(80)).isEmpty();
  }
}
