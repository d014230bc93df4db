package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.model.Limits;
import dev.troupe.model.Limits.Ulimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that tell of the limits they have been started with. */
@Tag("os")
class LimitedTest {
  @TempDir Path folder;

  /** What a line of the shell prints that is started with limits. */
  private String prints(String line, Limits limits, @Nullable String cgroup)
      throws IOException, InterruptedException {
    var command = List.of("/bin/sh", "-c", line);
    var plan =
        new LaunchPlan(
            command, "/", Map.of("PATH", "/bin"), null, null, Wiring.NONE, limits, cgroup);
    var exact = ((Resolution.Found) CommandSearch.resolve(plan)).command();
    var out = folder.resolve("out");
    var process = new ProcessBuilder(exact.argv()).redirectOutput(out.toFile());
    assertThat(process.start().waitFor()).isZero();
    return Files.readString(out).strip();
  }

  private static Limits limits(
      @Nullable Integer nice,
      @Nullable Integer oomScoreAdj,
      @Nullable Integer umask,
      Ulimit... ulimits) {
    return new Limits(null, null, null, nice, oomScoreAdj, umask, List.of(ulimits));
  }

  @Test
  void resourceLimitsHoldFromTheBeginning() throws Exception {
    var limits =
        limits(null, null, null, new Ulimit("nofile", 64L, 128L), new Ulimit("core", 0L, 0L));
    assertThat(prints("ulimit -Sn; ulimit -Hn; ulimit -c", limits, null).lines())
        .containsExactly("64", "128", "0");
  }

  @Test
  void soDoPriorityOomScoreAndUmask() throws Exception {
    assertThat(
            prints("nice; cat /proc/self/oom_score_adj; umask", limits(7, 300, 0027), null).lines())
        .containsExactly("7", "300", "0027");
  }

  @Test
  void thePriorityIsTheOneWantedWhateverTheDaemonsOwn() throws Exception {
    var command = List.of("/bin/sh", "-c", "nice");
    var plan =
        new LaunchPlan(
            command, "/", Map.of(), null, null, Wiring.NONE, limits(9, null, null), null);
    var words = new ArrayList<>(List.of("nice", "-n", "3"));
    words.addAll(((Resolution.Found) CommandSearch.resolve(plan)).command().argv());
    var out = folder.resolve("out");
    assertThat(new ProcessBuilder(words).redirectOutput(out.toFile()).start().waitFor()).isZero();
    assertThat(out).hasContent("9\n");
  }

  @Test
  void entersItsCgroup() throws Exception {
    var entered = folder.resolve("cgroup.procs");
    assertThat(prints("echo $$", limits(null, null, null), folder.toString()))
        .isEqualTo(Files.readString(entered).strip());
  }

  @Test
  void theProgramKeepsItsProcessNumber() throws Exception {
    var words = prints("echo $$; cat /proc/self/stat", limits(1, 1, 1), null).lines().toList();
    assertThat(words.get(1)).contains(" " + words.getFirst() + " ");
  }

  @Test
  void withoutLimitsNothingIsPutBeforeIt() {
    var plan =
        new LaunchPlan(
            List.of("/bin/ls"), "/", Map.of(), null, null, Wiring.NONE, Limits.NONE, null);
    assertThat(CommandSearch.resolve(plan))
        .isEqualTo(new Resolution.Found(new ExactCommand("/bin/ls", List.of("/bin/ls"))));
  }

  @Test
  void saysWhatIsMissingBeforeItStarts() {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")));
    var plan =
        new LaunchPlan(
            List.of("/no/such"), "/", Map.of(), null, null, Wiring.NONE, limits(1, 1, 1), null);
    assertThat(CommandSearch.resolve(plan))
        .isEqualTo(
            new Resolution.Impossible(
                "cannot start /no/such: no such file /no/such; check the path"));
  }
}
