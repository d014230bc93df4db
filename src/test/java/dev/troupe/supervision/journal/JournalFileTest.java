package dev.troupe.supervision.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.Happening;
import dev.troupe.model.ReloadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private @TempDir Path folder;
  private JournalFile file;
  private Path path;

  @BeforeEach
  void open() {
    path = folder.resolve("events.jsonl");
    file = new JournalFile(path, 2_000);
  }

  private static Happening stopped(long number) {
    return new Happening(number, new Event.Stopped(NOON.plusSeconds(number), "api", 0));
  }

  private void keeps(long first, long last) throws IOException {
    for (long number = first; number <= last; number++) {
      file.append(List.of(stopped(number)));
    }
  }

  @Test
  void readsEveryKindOfEventAsItWas() throws IOException {
    List<Event> events =
        List.of(
            new Event.Started(NOON, "api", 0, 4711),
            new Event.Exited(NOON, "api", 0, 4711, new ExitStatus.Signaled(9), true),
            new Event.RestartScheduled(NOON, "api", 0, Duration.ofMillis(100)),
            new Event.ReloadProgress(NOON, "api", 0, 1, Event.ReloadProgress.Stage.DRAINING),
            new Event.ReloadEnded(NOON, "api", ReloadReport.cancelled(NOON, "by command")),
            new Event.Raised(NOON, "api", 0, "boom\nbang", null),
            new Event.Noted(NOON, "api", 0, "sold", Map.of("sum", 5, "to", Map.of("a", true))),
            new Event.Scaled(NOON, "api", 1, 4),
            new Event.Redeclared(NOON, "api", List.of("program")));
    var kept = new ArrayList<Happening>();
    for (var event : events) {
      kept.add(new Happening(kept.size() + 1, event));
    }
    var roomy = new JournalFile(path, 100_000);
    roomy.append(kept);
    assertThat(roomy.read(_ -> true, 100)).isEqualTo(kept);
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    keeps(1, 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsTheNewestInTwoFilesOfBoundedSize() throws IOException {
    keeps(1, 200);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("events.jsonl", "events.jsonl.1");
    assertThat(Files.size(path)).isLessThanOrEqualTo(2_000);
    assertThat(file.read(_ -> true, 1_000)).hasSizeBetween(10, 50).last().isEqualTo(stopped(200));
    assertThat(file.read(_ -> true, 3)).containsExactly(stopped(198), stopped(199), stopped(200));
  }

  @Test
  void goesOnCountingAfterTheLastEvent() throws IOException {
    assertThat(file.last()).isZero();
    keeps(1, 200);
    assertThat(new JournalFile(path, 2_000).last()).isEqualTo(200);
  }

  @Test
  void passesOverALineThatACrashHasCutOff() throws IOException {
    keeps(1, 2);
    Files.writeString(path, "{\"number\":3,\"eve", StandardOpenOption.APPEND);
    assertThat(file.last()).isEqualTo(2);
    new JournalFile(path, 2_000).append(List.of(stopped(3)));
    assertThat(file.read(_ -> true, 10)).containsExactly(stopped(1), stopped(2), stopped(3));
  }

  @Test
  void givesOnlyWhatIsAskedFor() throws IOException {
    keeps(1, 4);
    file.append(List.of(new Happening(5, new Event.Deleted(NOON, "web", 1))));
    assertThat(file.read(new Journal.Query(3, null, Set.of("api"), Journal.MOST)::wants, 10))
        .containsExactly(stopped(4));
    assertThat(file.read(new Journal.Query(0, NOON.plusSeconds(4), null, Journal.MOST)::wants, 10))
        .containsExactly(stopped(4));
  }
}
