package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.config.AppSpecReader;
import dev.troupe.config.Context;
import dev.troupe.config.ReadResult;
import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.model.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon is in {@code /system.slice/troupe.service/daemon}. */
class UnappliedLimitsTest {
  private static final String OWN = "0::/system.slice/troupe.service/daemon\n";

  @TempDir Path proc;

  @BeforeEach
  void tellOfTheDaemon() throws IOException {
    tell("self", OWN);
  }

  private void tell(String process, String group) throws IOException {
    var folder = Files.createDirectories(proc.resolve(process));
    Files.writeString(folder.resolve("cgroup"), group);
  }

  private AppSpec app(Map<String, Object> fields) {
    var declaration = new HashMap<String, Object>(Map.of("script", "sleep", "name", "sleep"));
    declaration.putAll(fields);
    var env = Map.of("PATH", System.getenv("PATH"));
    var read = AppSpecReader.read(List.of(declaration), new Context(proc, env, 1, proc, null));
    return ((ReadResult.Accepted) read).apps().getFirst();
  }

  private static InstanceSnapshot running() {
    return new InstanceSnapshot(
        0,
        0,
        "u",
        InstanceState.ONLINE,
        4711L,
        Instant.EPOCH,
        Instant.EPOCH,
        0,
        0,
        null,
        null,
        null,
        Usage.NONE,
        true,
        null,
        null);
  }

  @Test
  void aChildInTheDaemonsGroupHasNone() throws IOException {
    tell("4711", OWN);
    var limits = new UnappliedLimits(proc);
    assertThat(limits.of(app(Map.of("memory", "64M")), running()))
        .hasValueSatisfying(note -> assertThat(note).contains("do not hold", "troupe startup"));
    assertThat(limits.of(app(Map.of()), running())).isEmpty();
  }

  @Test
  void aChildInAGroupOfItsOwnHasThem() throws IOException {
    tell("4711", "0::/system.slice/troupe.service/0-1\n");
    var app = app(Map.of("cpus", 0.5));
    assertThat(new UnappliedLimits(proc).of(app, running())).isEmpty();
  }

  @Test
  void withoutCgroup2NoneHolds() throws IOException {
    tell("self", "4:memory:/a\n");
    tell("4711", "4:memory:/a\n");
    var app = app(Map.of("memory", "64M"));
    assertThat(new UnappliedLimits(proc).of(app, running())).isPresent();
  }

  @Test
  void ofAChildThatHasEndedNothingIsSaid() {
    var app = app(Map.of("memory", "64M"));
    assertThat(new UnappliedLimits(proc).of(app, running())).isEmpty();
  }
}
