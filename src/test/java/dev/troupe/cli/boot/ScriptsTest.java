package dev.troupe.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The init scripts do their work, with a {@code su} and a Troupe that only say how they were
 * called.
 */
@Tag("os")
class ScriptsTest {
  /** What OpenRC gives its scripts. */
  private static final String OPENRC =
      """
      ebegin() { echo "$*"; }
      eend() { return $1; }
      einfo() { echo "$*"; }
      RC_SVCNAME=troupe-deploy
      . "$1"
      "$2"
      """;

  @TempDir Path folder;

  private BootService service;

  @BeforeEach
  void installs() throws IOException {
    var program = program("in stalled/troupe", "echo \"$TROUPE_HOME: troupe $*\"");
    program(
        "bin/su",
        """
        echo "su $1 $2 $3 $4"
        exec /bin/sh -c "$5"
        """);
    service =
        new BootService(
            "troupe-deploy",
            "deploy",
            folder.resolve("the pid"),
            program,
            new TreeMap<>(
                Map.of("TROUPE_HOME", "/it's $HOME", "PATH", folder + "/bin:/usr/bin:/bin")),
            false);
  }

  private Path program(String name, String commands) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(folder.resolve(name).resolveSibling("."));
    Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return file;
  }

  private record Result(int exitCode, String said) {}

  private Result run(String... command) throws IOException {
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PATH", folder + "/bin:/usr/bin:/bin");
    var process = builder.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.onExit().join().exitValue(), said);
  }

  private Result sysv(String action) throws IOException {
    var script = Files.writeString(folder.resolve("script"), new Sysv(true).text(service));
    return run("/bin/sh", script.toString(), action);
  }

  private Result openRc(String action) throws IOException {
    var script = Files.writeString(folder.resolve("script"), new OpenRc().text(service));
    return run("/bin/sh", "-c", OPENRC, "sh", script.toString(), action);
  }

  @Test
  void sysvRunsTroupeAsItsUser() throws IOException {
    var su = "su -s /bin/sh deploy -c\n/it's $HOME: troupe ";
    assertThat(sysv("start")).isEqualTo(new Result(0, su + "resurrect\n"));
    assertThat(sysv("stop")).isEqualTo(new Result(0, su + "kill\n"));
    assertThat(sysv("reload")).isEqualTo(new Result(0, su + "reload all\n"));
    assertThat(sysv("restart")).isEqualTo(new Result(0, su + "kill\n" + su + "resurrect\n"));
    assertThat(sysv("dance").exitCode()).isEqualTo(2);
  }

  @Test
  void openRcRunsTroupeAsItsUser() throws IOException {
    var su = "\nsu -s /bin/sh deploy -c\n/it's $HOME: troupe ";
    assertThat(openRc("start"))
        .isEqualTo(new Result(0, "Starting troupe-deploy" + su + "resurrect\n"));
    assertThat(openRc("stop")).isEqualTo(new Result(0, "Stopping troupe-deploy" + su + "kill\n"));
    assertThat(openRc("reload"))
        .isEqualTo(new Result(0, "Reloading the apps of troupe-deploy" + su + "reload all\n"));
  }

  @Test
  void failsWhenTroupeFails() throws IOException {
    Files.writeString(service.program(), "#!/bin/sh\nexit 7\n");
    assertThat(sysv("start").exitCode()).isEqualTo(7);
    assertThat(openRc("start").exitCode()).isEqualTo(7);
  }

  @Test
  void tellsByThePidFileWhetherItRuns() throws IOException {
    assertThat(sysv("status")).isEqualTo(new Result(3, "troupe-deploy is not running\n"));
    assertThat(openRc("status")).isEqualTo(new Result(3, "status: stopped\n"));
    Files.writeString(service.pidFile(), Long.toString(ProcessHandle.current().pid()));
    assertThat(sysv("status")).isEqualTo(new Result(0, "troupe-deploy is running\n"));
    assertThat(openRc("status")).isEqualTo(new Result(0, "status: started\n"));
  }
}
