package dev.troupe.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeLayoutTest {
  private static final Path CWD = Path.of("/work");

  @TempDir Path folder;

  private static Path root(Map<String, String> env) {
    return HomeLayout.of(env, CWD).root();
  }

  @Test
  void homeIsWhereTheEnvironmentSays() {
    assertThat(root(Map.of("TROUPE_HOME", "/t", "PM2_HOME", "/p"))).isEqualTo(Path.of("/t"));
    assertThat(root(Map.of("TROUPE_HOME", "", "PM2_HOME", "p/../q"))).isEqualTo(Path.of("/work/q"));
    assertThat(root(Map.of("HOME", "/home/me"))).isEqualTo(Path.of("/home/me/.troupe"));
  }

  @Test
  void thePidFileMayLieElsewhere() {
    var usual = HomeLayout.of(Map.of("TROUPE_HOME", "/t"), CWD);
    assertThat(usual.pidFile()).isEqualTo(Path.of("/t/pm2.pid"));
    var elsewhere = HomeLayout.of(Map.of("TROUPE_HOME", "/t", "PM2_PID_FILE_PATH", "x.pid"), CWD);
    assertThat(elsewhere.pidFile()).isEqualTo(Path.of("/work/x.pid"));
  }

  @Test
  void theSocketLiesInHome() throws IOException {
    assertThat(HomeLayout.of(Map.of("TROUPE_HOME", "/t"), CWD).socket())
        .isEqualTo(Path.of("/t/troupe.sock"));
  }

  @Test
  void theSocketOfALongHomeLiesInAPrivateFolder() throws IOException {
    var long1 = longHome("a");
    var long2 = longHome("b");
    var socket = long1.socket();
    assertThat(socket.toString()).hasSizeLessThan(104).startsWith("/tmp/troupe-");
    assertThat(socket).isEqualTo(long1.socket()).isNotEqualTo(long2.socket());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket.getParent())))
        .isEqualTo("rwx------");
  }

  private HomeLayout longHome(String name) throws IOException {
    var home = Files.createDirectory(folder.resolve(name + "-".repeat(100)));
    return HomeLayout.of(Map.of("TROUPE_HOME", home.toString()), CWD);
  }

  @Test
  void aFolderThatOthersMayEnterIsNotTrusted() throws IOException {
    var home = longHome("c");
    var folder = home.socket().getParent();
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    try {
      assertThatThrownBy(home::socket)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("choose a shorter TROUPE_HOME");
    } finally {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
  }
}
