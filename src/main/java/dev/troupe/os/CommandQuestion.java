package dev.troupe.os;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Does a command succeed? What it prints is discarded; it is killed with its descendants if it
 * takes too long.
 *
 * @param words executable first, looked up in the {@code PATH} of {@code env}
 */
record CommandQuestion(List<String> words, String cwd, Map<String, String> env)
    implements NetworkProber.Question {
  private static final File DEV_NULL = new File("/dev/null");

  @Override
  public Optional<String> problem(NetworkProber.Deadline deadline) {
    var plan = new LaunchPlan(words, cwd, env, null, null, Wiring.NONE);
    return switch (CommandSearch.resolve(plan)) {
      case Resolution.Found(var command) -> problem(command, deadline);
      case Resolution.Impossible(var message) -> Optional.of(message);
    };
  }

  private Optional<String> problem(ExactCommand command, NetworkProber.Deadline deadline) {
    var question = "command " + String.join(" ", words);
    try {
      var process = start(command);
      if (process.waitFor(deadline.left(), TimeUnit.MILLISECONDS)) {
        int code = process.exitValue();
        return code == 0
            ? Optional.empty()
            : Optional.of("%s exited with code %d".formatted(question, code));
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      return Optional.of(deadline.missedBy(question));
    } catch (IOException e) {
      return Optional.of("%s cannot be run: %s".formatted(question, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(question + " was interrupted");
    }
  }

  private Process start(ExactCommand command) throws IOException {
    var argv = new ArrayList<>(command.argv());
    argv.set(0, command.executable());
    var builder =
        new ProcessBuilder(argv)
            .directory(new File(cwd))
            .redirectInput(Redirect.from(DEV_NULL))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(env);
    return builder.start();
  }
}
