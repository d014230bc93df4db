package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Job;
import dev.troupe.api.JobRun;
import dev.troupe.api.Jobs;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobsCommandTest extends CommandTestBase {
  private static final Instant START = Instant.parse("2026-01-01T03:00:00Z");
  private static final Instant NEXT = Instant.parse("2026-01-02T03:00:00Z");

  private static Job job(InstanceState state, List<JobRun> runs) {
    return new Job("backup", 3, "0 3 * * *", "UTC", NEXT, state, null, runs);
  }

  @Test
  void showsHowEachRunWent() {
    var runs =
        List.of(
            new JobRun(START, Duration.ofMillis(1500), new ExitStatus.Exited(3)),
            new JobRun(START, Duration.ofMinutes(7), new ExitStatus.Signaled(9)));
    daemon.answering("GET /api/v1/jobs", 200, new Jobs(List.of(job(InstanceState.STOPPED, runs))));
    assertThat(troupe.run("jobs").out())
        .containsPattern("3 +│ backup │ 0 3 \\* \\* \\* in UTC │ 2026-01-01T03:00:00Z │ 1500ms")
        .containsPattern("1500ms +│ code 3 +│ 2026-01-02T03:00:00Z")
        .containsPattern("7m +│ signal 9 +│");
  }

  @Test
  void showsAJobThatHasNotRun() {
    daemon.answering(
        "GET /api/v1/jobs?target=backup",
        200,
        new Jobs(List.of(job(InstanceState.STOPPED, List.of()))));
    assertThat(troupe.run("jobs", "backup").out()).contains("has not run");
  }

  @Test
  void saysThatThereIsNone() {
    daemon.answering("GET /api/v1/jobs", 200, new Jobs(List.of()));
    assertThat(troupe.run("jobs").out())
        .isEqualTo("[Troupe] No app has a schedule (cron_restart)\n");
  }

  @Test
  void printsJsonIfAsked() {
    daemon.answering("GET /api/v1/jobs", 200, new Jobs(List.of()));
    assertThat(troupe.run("jobs", "--json").out()).isEqualTo("{\"jobs\":[]}\n");
  }
}
