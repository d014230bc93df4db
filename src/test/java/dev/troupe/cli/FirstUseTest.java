package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/troupe} in a source checkout, with a Maven that only pretends. */
@Tag("os")
class FirstUseTest {
  private static final String BUILDS =
      """
      echo built >> "$T/built"
      key=build$(wc -l < "$T/built")
      mkdir -p "$T/target/dist/$key/lib"
      echo jar > "$T/target/dist/$key/troupe-1.2.3.jar"
      echo $key > "$T/target/dist/current"
      """;

  @TempDir Path folder;

  private FakeInstallation checkout;
  private Path root;

  @BeforeEach
  void checkOut() throws IOException {
    checkout = new FakeInstallation(folder);
    root = checkout.root().toRealPath();
    checkout.jdk("jdks/a", "25");
    FakeInstallation.write(root.resolve("pom.xml"), "<project/>");
    FakeInstallation.write(root.resolve("src/main/java/A.java"), "class A {}");
    age(root.resolve("pom.xml"));
    age(root.resolve("src/main/java/A.java"));
    age(root.resolve("src/main/java"));
    age(root.resolve("src/main"));
    checkout.with("PATH", folder.resolve("maven") + ":/usr/bin:/bin").with("T", root.toString());
    maven(BUILDS);
  }

  private void maven(String commands) throws IOException {
    FakeInstallation.script(folder.resolve("maven/mvn"), commands);
  }

  private static void age(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }

  private long builds() throws IOException {
    try (var lines = Files.lines(root.resolve("built"))) {
      return lines.count();
    }
  }

  @Test
  void buildsOnceAndSaysSo() throws IOException {
    var first = checkout.troupe("list");
    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).isEqualTo("Building Troupe (first use) ...\n");
    assertThat(first.out()).contains("dev.troupe.Main", "list");
    assertThat(checkout.troupe("list").err()).isEmpty();
    assertThat(builds()).isOne();
    assertThat(root.resolve("target/building")).doesNotExist();
  }

  @Test
  void buildsAgainWhenSourcesHaveChanged() throws IOException {
    checkout.troupe("list");
    Files.setLastModifiedTime(
        root.resolve("src/main/java/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
    assertThat(checkout.troupe("list").err())
        .isEqualTo("Building Troupe (its sources have changed) ...\n");
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void runsTheLastBuildAndLeavesTheOneBeforeToItsDaemon() throws IOException {
    checkout.troupe("list");
    Files.setLastModifiedTime(root.resolve("pom.xml"), FileTime.from(Instant.now().plusSeconds(5)));
    var dist = root + "/target/dist/";
    assertThat(checkout.troupe("list").out().toString())
        .contains(dist + "build2/troupe-1.2.3.jar")
        .doesNotContain(dist + "build1");
    assertThat(root.resolve("target/dist/build1/troupe-1.2.3.jar")).exists();
  }

  @Test
  void buildsAgainWhenTheBuildIsGone() throws IOException {
    checkout.troupe("list");
    Files.delete(root.resolve("target/dist/build1/troupe-1.2.3.jar"));
    assertThat(checkout.troupe("list").exitCode()).isZero();
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void showsTheEndOfTheLogWhenTheBuildFails() throws IOException {
    maven("echo 'error: cannot find symbol'; exit 1");
    var result = checkout.troupe("list");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err())
        .isEqualTo(
            "Building Troupe (first use) ...\nBuilding Troupe failed. The end of "
                + root
                + "/target/build.log:\nerror: cannot find symbol\n");
    assertThat(result.out()).isEmpty();
    assertThat(root.resolve("target/building")).doesNotExist();
  }

  @Test
  void saysThatMavenIsMissing() throws IOException {
    Files.delete(folder.resolve("maven/mvn"));
    for (var tool : new String[] {"find", "readlink", "sh"}) {
      FakeInstallation.script(folder.resolve("tools/" + tool), "exec /usr/bin/" + tool + " \"$@\"");
    }
    checkout.with("PATH", folder.resolve("tools").toString());
    var result = checkout.troupe("list");
    assertThat(result.exitCode()).isOne();
    assertThat(result.err()).contains("Maven is not in PATH").hasLineCount(1);
  }

  @Test
  void takesOverFromABuildThatDied() throws IOException {
    FakeInstallation.write(root.resolve("target/building/pid"), "999999999\n");
    var result = checkout.troupe("list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("Another command is building", "Building Troupe");
  }
}
