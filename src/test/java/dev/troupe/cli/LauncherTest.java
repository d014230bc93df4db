package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/troupe}, run by the shell. */
@Tag("os")
class LauncherTest {
  @TempDir Path folder;

  private FakeInstallation installation;

  @BeforeEach
  void install() throws IOException {
    installation = new FakeInstallation(folder);
    installation.jars(installation.root());
  }

  @Test
  void takesTheJdkItIsToldTo() throws IOException {
    installation.jdk("jdks/other", "25");
    var told = installation.jdk("told", "25.0.3");
    installation.with("TROUPE_JAVA_HOME", told.toString());
    assertThat(installation.troupe("list").out()).startsWith("told");
  }

  @Test
  void refusesAJdkThatItIsToldToTakeIfItIsTooOld() throws IOException {
    installation.jdk("jdks/other", "25");
    var old = installation.jdk("old", "21.0.9");
    var result = installation.with("TROUPE_JAVA_HOME", old.toString()).troupe("list");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).isEqualTo("TROUPE_JAVA_HOME=" + old + " is no JDK 25 or newer.\n");
  }

  @Test
  void passesOverOldJdksInAllPlaces() throws IOException {
    installation.with("JAVA_HOME", installation.jdk("home", "17.0.1").toString());
    installation.with("PATH", installation.jdk("path", "1.8.0_402") + "/bin:/usr/bin:/bin");
    installation.jdk("jdks/a", "24.0.2");
    installation.jdk("jdks/b", "26-ea");
    installation.jdk("jdks/c", "25");
    assertThat(installation.troupe("list").out()).startsWith("jdks/b");
  }

  @Test
  void followsALinkInThePath() throws IOException {
    var jdk = installation.jdk("real", "25.0.1");
    Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(folder.resolve("links/java"), jdk.resolve("bin/java"));
    installation.with("PATH", folder.resolve("links") + ":/usr/bin:/bin");
    assertThat(installation.troupe("list").out()).startsWith("real");
  }

  @Test
  void saysWhatToInstallIfThereIsNoJdk() throws IOException {
    var result = installation.without("HOME").troupe("list");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err())
        .isEqualTo(
            "Troupe needs a JDK 25 or newer (https://adoptium.net): install one, or set JAVA_HOME"
                + " to it.\n");
  }

  @Test
  void passesArgumentsOnAsTheyAre() throws IOException {
    installation.jdk("jdks/a", "25");
    assertThat(installation.troupe("start", "a b", "", "$HOME", "-x", "*").out())
        .containsSubsequence("dev.troupe.Main", "start", "a b", "", "$HOME", "-x", "*");
  }

  @Test
  void knowsItsNameAndRootThroughLinks() throws IOException {
    installation.jdk("jdks/a", "25");
    Files.createSymbolicLink(folder.resolve("pm2"), installation.root().resolve("bin/pm2"));
    assertThat(installation.run(folder.resolve("pm2").toString(), "list").out())
        .contains(
            "-Dtroupe.program=pm2", "-Dtroupe.root=" + installation.root().toRealPath().toString());
  }

  @Test
  void givesCommandsOnlyTheJarsTheyNeed() throws IOException {
    installation.jdk("jdks/a", "25");
    var root = installation.root().toRealPath().toString();
    var list = root + "/troupe-1.2.3.jar:" + root + "/lib/troupe-1.2.3-picocli.jar:";
    list += root + "/lib/jackson-core-2.jar";
    var start = list + ":" + root + "/lib/jackson-databind-2.jar";
    var daemon = start + ":" + root + "/lib/pekko-actor-1.jar";
    assertThat(installation.troupe("list").out())
        .contains(list, "-Dtroupe.daemon.classpath=" + daemon);
    assertThat(installation.troupe("start", "x").out()).contains(start);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "start",
        "startOrRestart",
        "startOrReload",
        "startOrGracefulReload",
        "restart",
        "reload",
        "gracefulReload",
        "softReload",
        "stop",
        "delete",
        "del",
        "reset",
        "pause",
        "resume",
        "monitor",
        "unmonitor",
        "deploy",
        "--silent"
      })
  void givesThoseThatReadProcessFilesTheJarsForIt(String command) throws IOException {
    installation.jdk("jdks/a", "25");
    assertThat(installation.troupe(command, "ecosystem.yaml").out())
        .anyMatch(word -> word.endsWith("/lib/jackson-databind-2.jar") && !word.startsWith("-D"));
  }

  @Test
  void givesTheForegroundTheDaemonsJarsOptionsAndArchive() throws IOException {
    installation.jdk("jdks/a", "25");
    var root = installation.root().toRealPath();
    var archive = installation.root().resolve("cds/daemon-1.2.3-25+1-z80.jsa");
    FakeInstallation.write(archive, "archive");
    age(archive, "2099-01-01T00:00:00Z");
    var runtime = installation.run(root.resolve("bin/pm2-runtime").toString(), "app.js").out();
    var noDaemon = installation.troupe("start", "app.js", "--no-daemon").out();
    for (var command : List.of(runtime, noDaemon)) {
      assertThat(command)
          .contains("@" + root + "/conf/daemon.jvm", "-XX:SharedArchiveFile=" + archive)
          .anyMatch(word -> word.endsWith("/lib/pekko-actor-1.jar") && !word.startsWith("-D"));
    }
    assertThat(installation.troupe("start", "app.js", "--", "--no-daemon").out())
        .doesNotContain("@" + root + "/conf/daemon.jvm");
  }

  @Test
  void usesAnArchiveOnlyIfItIsNewerThanTheJar() throws IOException {
    installation.jdk("jdks/a", "25");
    var cli = installation.root().resolve("cds/cli-1.2.3-25+1-z80.jsa");
    var daemon = installation.root().resolve("cds/daemon-1.2.3-25+1-z80.jsa");
    assertThat(installation.troupe("list").out())
        .noneMatch(line -> line.startsWith("-XX:SharedArchiveFile"));
    FakeInstallation.write(cli, "archive");
    FakeInstallation.write(daemon, "archive");
    age(cli, "2020-01-01T00:00:00Z");
    age(daemon, "2020-01-01T00:00:00Z");
    assertThat(installation.troupe("list").out())
        .noneMatch(line -> line.startsWith("-XX:SharedArchiveFile"))
        .noneMatch(line -> line.startsWith("-Dtroupe.daemon.archive"));
    age(cli, "2099-01-01T00:00:00Z");
    age(daemon, "2099-01-01T00:00:00Z");
    assertThat(installation.troupe("list").out())
        .contains("-XX:SharedArchiveFile=" + cli, "-Dtroupe.daemon.archive=" + daemon);
  }

  private static void age(Path file, String time) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(time)));
  }

  @Test
  void givesJavaALocaleThatKeepsTextWhole() throws IOException {
    installation.jdk("jdks/a", "25");
    assertThat(installation.troupe("list").out()).contains("LC_ALL=");
    installation.without("LANG");
    assertThat(installation.troupe("list").out()).contains("-Dtroupe.lc_all=", "LC_ALL=C.UTF-8");
    installation.with("LC_ALL", "POSIX");
    assertThat(installation.troupe("list").out())
        .contains("-Dtroupe.lc_all=POSIX", "LC_ALL=C.UTF-8");
  }

  @Test
  void leavesTheCallersVariablesAlone() throws IOException {
    var jdk = installation.jdk("jdks/a", "25");
    FakeInstallation.script(jdk.resolve("bin/java"), "echo $jar $root $version $output");
    for (var name : new String[] {"jar", "root", "version", "output"}) {
      installation.with(name, "mine");
    }
    assertThat(installation.troupe("list").out()).containsExactly("mine mine mine mine");
  }
}
