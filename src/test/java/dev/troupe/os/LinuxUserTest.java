package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.node.Preload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LinuxUserTest extends UserContract {
  private static final String NOTIFY =
      "import os, socket; s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM);"
          + " s.connect(os.environ['NOTIFY_SOCKET']); s.send(b'READY=1')";

  @Override
  EngineChoice engine() {
    return EngineChoice.LINUX;
  }

  private ChildFiles files() throws IOException {
    // A real home is closed; here both kinds of folders lie in one, so others must get through.
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx--x--x"));
    return Stage.files(home);
  }

  private String runs(String user, String socket, String... command) {
    var plan = stage.as(user, "", command);
    var env = new HashMap<>(plan.env());
    env.put("NOTIFY_SOCKET", socket);
    return stage.output(new LaunchPlan(plan.command(), "/", env, plan.user(), null, plan.wiring()));
  }

  @Test
  void aChildOfAnotherUserReachesItsNotifySocketAndNobodyElseDoes() throws IOException {
    assumeRoot();
    files();
    var heard = new CopyOnWriteArrayList<String>();
    try (var socket =
        Opened.value(stage.machine.sockets().notifySocket("api-0", "nobody", heard::add))) {
      runs("daemon", socket.path(), "python3", "-c", NOTIFY);
      assertThat(heard).isEmpty();
      runs("nobody", socket.path(), "python3", "-c", NOTIFY);
      Waiting.until("heard", () -> heard.equals(List.of("READY=1")));
      var folder = home.resolve("run/troupe/notify").toString();
      assertThat(runs("nobody", "", "sh", "-c", "ls " + folder + " || touch " + folder + "/x"))
          .isEmpty();
      assertThat(Path.of(folder, "x")).doesNotExist();
    }
    assertThat(home.resolve("run/troupe/notify")).isEmptyDirectory();
  }

  @Test
  void aChildOfAnotherUserReadsThePreload() throws IOException {
    assumeRoot();
    var preload = Preload.install(files().folder("node", "nobody"));
    assertThat(runs("nobody", "", "cat", preload)).isEqualTo(Files.readString(Path.of(preload)));
  }

  @Test
  void aFolderThatOthersMayWriteToIsNotUsed() throws IOException {
    assumeRoot();
    files();
    var folder = Files.createDirectories(home.resolve("run/troupe"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    var refused = stage.machine.sockets().notifySocket("api-0", "nobody", _ -> {});
    assertThat(Opened.refused(refused).message())
        .contains(folder + " is not a folder that only root may write to");
  }

  @Test
  void theDaemonsOwnUserHasItInTheHome() {
    try (var socket = Opened.value(stage.machine.sockets().notifySocket("api-0", null, _ -> {}))) {
      assertThat(socket.path()).isEqualTo(home.resolve("notify/api-0").toString());
    }
  }
}
