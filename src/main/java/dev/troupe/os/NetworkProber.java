package dev.troupe.os;

import dev.troupe.model.ProbeRules;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asks over the network, or by running a command. Each question has a virtual thread and a
 * connection of its own: nothing is kept between two of them, and no connection is left open that
 * would hold up a program on its way out.
 */
public final class NetworkProber implements Prober {

  @Override
  public CompletionStage<Answer> ask(
      ProbeRules rules, int port, String cwd, Map<String, String> env) {
    return CompletableFuture.supplyAsync(
        () -> {
          long begun = System.nanoTime();
          var problem = question(rules, port, cwd, env).problem(new Deadline(rules.timeout()));
          var took = Duration.ofNanos(System.nanoTime() - begun);
          return problem.isEmpty()
              ? new Answer.Healthy(took)
              : new Answer.Unhealthy(took, problem.get());
        },
        Thread::startVirtualThread);
  }

  private static Question question(
      ProbeRules rules, int fallback, String cwd, Map<String, String> env) {
    int port = rules.port() == 0 ? fallback : rules.port();
    if (port == 0 && rules.kind() != ProbeRules.Kind.EXEC) {
      return _ ->
          Optional.of("has no port to ask: neither the probe nor the variable PORT names one");
    }
    return switch (rules.kind()) {
      case HTTP ->
          new HttpQuestion(
              rules.host(),
              port,
              Objects.requireNonNullElse(rules.path(), "/"),
              rules.lowestStatus(),
              rules.highestStatus());
      case TCP -> new TcpQuestion(rules.host(), port);
      case EXEC -> new CommandQuestion(rules.command(), cwd, env);
    };
  }

  /** One way to ask. */
  @FunctionalInterface
  interface Question {
    /** Asks and waits for the answer: why it is not well, in one clause; empty if it is. */
    Optional<String> problem(Deadline deadline);
  }

  /** When an answer is too late. */
  static final class Deadline {
    private final Duration timeout;
    private final long end;

    Deadline(Duration timeout) {
      this.timeout = timeout;
      this.end = System.nanoTime() + timeout.toNanos();
    }

    boolean isOver() {
      return System.nanoTime() - end >= 0;
    }

    /** What is left in milliseconds, at least 1: a socket takes 0 for ever. */
    int left() {
      return Math.clamp((end - System.nanoTime()) / 1_000_000, 1, Integer.MAX_VALUE);
    }

    String missedBy(String question) {
      return "%s was not answered within %d ms".formatted(question, timeout.toMillis());
    }
  }
}
