package dev.troupe.logs;

import dev.troupe.model.RotationSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import scala.concurrent.ExecutionContextExecutor;

/** What log files need around them: a clock that the test moves, work done at once. */
final class Disk implements InstantSource {
  final List<LogProblem> problems = new ArrayList<>();
  final LogSurroundings around =
      new LogSurroundings(this, problems::add, new AtOnce(), new Volumes());

  private volatile Instant now = Instant.parse("2026-11-22T10:00:00Z");

  LogFile file(Origin origin, Path path, RotationSettings rotation) {
    return file(origin, path, rotation, Long.MAX_VALUE);
  }

  LogFile file(Origin origin, Path path, RotationSettings rotation, long ceiling) {
    var housekeeper = new Housekeeper(around, () -> Set.of(path), () -> ceiling);
    var rotator = new Rotator(origin, () -> rotation, around, housekeeper);
    return new LogFile(origin, path, 0600, rotator, new LogTimes(around.clock()), around);
  }

  void passes(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  private static final class AtOnce implements ExecutionContextExecutor {
    @Override
    public void execute(Runnable work) {
      work.run();
    }

    @Override
    public void reportFailure(Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
