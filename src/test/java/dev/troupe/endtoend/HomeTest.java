package dev.troupe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The home directory: what a daemon leaves there, and homes that cannot be used. */
@Tag("os")
class HomeTest {
  private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

  private @TempDir Path folder;

  @Test
  void whatAKilledDaemonLeavesIsInNobodysWay() throws Exception {
    var troupe = new Troupe(folder);
    troupe.run("ping").succeeds();
    long killed = troupe.daemon();
    ProcessHandle.of(killed).orElseThrow().destroyForcibly();
    Troupe.awaitEnd(killed);
    assertThat(troupe.home().resolve("pm2.pid")).exists();
    assertThat(troupe.home().resolve("daemon.lock")).exists();
    assertThat(troupe.home().resolve("troupe.sock")).exists();
    assertThat(troupe.list()).isEmpty();
    assertThat(troupe.daemon()).isNotEqualTo(killed);
    troupe.close();
  }

  @Test
  void aHangupDoesNotEndTheDaemon() throws Exception {
    var troupe = new Troupe(folder);
    troupe.run("ping").succeeds();
    long daemon = troupe.daemon();
    assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(daemon)).start().waitFor())
        .isZero();
    assertThat(troupe.list()).isEmpty();
    assertThat(troupe.daemon()).isEqualTo(daemon);
    assertThat(Troupe.lives(daemon)).isTrue();
    troupe.close();
  }

  @Test
  void aRelativeHomeStartsFromTheWorkingFolder() throws Exception {
    var troupe = new Troupe(folder, Path.of("some/home"));
    assertThat(troupe.list()).isEmpty();
    assertThat(folder.resolve("some/home/pm2.pid")).exists();
    troupe.run("kill").succeeds();
    assertThat(folder.resolve("some/home/pm2.pid")).doesNotExist();
  }

  @Test
  void aMissingHomeInAFolderThatMayNotBeWritten() throws Exception {
    protect(folder, "r-xr-xr-x");
    assertThatIsRefused(folder.resolve("home"), "permission denied");
    protect(folder, "rwx------");
  }

  @Test
  void aHomeThatMayNotBeWritten() throws Exception {
    var home = Files.createDirectory(folder.resolve("home"));
    protect(home, "r-xr-xr-x");
    assertThatIsRefused(home, "may not write");
    protect(home, "rwx------");
  }

  @Test
  void aHomeOfAnotherUser() throws Exception {
    assumeTrue(IS_ROOT, "needs root, who alone can give files away");
    var home = Files.createDirectory(folder.resolve("home"));
    Files.setAttribute(home, "unix:uid", 65534);
    protect(home, "rwxr-xr-x");
    assertThatIsRefused(home, "may not write");
  }

  @Test
  void aHomeBelowAFile() throws Exception {
    Files.writeString(folder.resolve("file"), "no folder");
    assertThatIsRefused(folder.resolve("file/home"), "file of that name");
  }

  private void assertThatIsRefused(Path home, String reason) throws Exception {
    var before = files();
    var troupe = new Troupe(folder, home);
    var prefix = withoutPrivileges();
    for (var command : List.of("list", "kill")) {
      assertThat(troupe.runApart(prefix, command).fails())
          .contains("cannot use " + home + " as home directory")
          .contains(reason)
          .contains("TROUPE_HOME");
    }
    assertThat(files()).isEqualTo(before);
  }

  private Map<Path, Object> files() throws IOException {
    var found = new TreeMap<Path, Object>();
    try (var files = Files.walk(folder)) {
      for (var file : files.toList()) {
        found.put(file, Files.getLastModifiedTime(file));
      }
    }
    return found;
  }

  private static void protect(Path folder, String permissions) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  /** Root without the right to write everywhere; whoever else runs the tests has it not. */
  private static List<String> withoutPrivileges() throws IOException, InterruptedException {
    if (!IS_ROOT) {
      return List.of();
    }
    var prefix =
        new ArrayList<>(List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search"));
    var trial = new ArrayList<>(prefix);
    trial.add("true");
    boolean works;
    try {
      works = new ProcessBuilder(trial).start().waitFor() == 0;
    } catch (IOException e) {
      works = false;
    }
    assumeTrue(works, "root needs setpriv, to be refused anything");
    return prefix;
  }
}
