package dev.troupe.cli;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExitStatus;
import dev.troupe.model.InstanceSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What an instance that does not run, or does so only since a moment ago, has printed last, and who
 * holds the port it wanted.
 */
final class Trouble {
  private static final int SHOWN = 20;

  /** Among these the port is looked for: a stack may follow. */
  private static final int READ = 60;

  /** An end that is no longer ago may be one of many. */
  private static final Duration LATELY = Duration.ofSeconds(10);

  /** Troupe's, Node's, then Go's message; all name the port. */
  private static final List<Pattern> TAKEN =
      List.of(
          Pattern.compile("port (\\d{1,5}): Address already in use"),
          Pattern.compile("EADDRINUSE.*?:(\\d{1,5})\\s*$"),
          Pattern.compile(":(\\d{1,5}): bind: address already in use"));

  /** As strerror(3) has it: the port is not named. */
  private static final Pattern SOME_PORT_TAKEN = Pattern.compile("[Aa]ddress already in use");

  private final Console console;
  private final PortHolder holders;
  private final Instant now;

  Trouble(Console console, PortHolder holders, Instant now) {
    this.console = console;
    this.holders = holders;
    this.now = now;
  }

  /** Shows it, if the instance is in trouble. */
  void show(AppSpec spec, InstanceSnapshot instance) {
    boolean isInTrouble =
        switch (instance.state()) {
          case ERRORED, WAITING_RESTART -> true;
          case LAUNCHING, ONLINE -> hasFailedLately(instance);
          case PAUSED, STOPPING, STOPPED -> false;
        };
    if (isInTrouble) {
      var log = spec.logs().pathFor(spec.logs().error(), instance.id());
      var lines = new ArrayList<>(LogTail.lines(Path.of(log), 0, READ));
      show(log, lines);
      lines.add(Objects.requireNonNullElse(instance.problem(), ""));
      port(spec, lines).ifPresent(this::showHolder);
    }
  }

  /** In a loop of crashes an instance is up more often than not. */
  private boolean hasFailedLately(InstanceSnapshot instance) {
    if (instance.exits().isEmpty()) {
      return false;
    }
    var last = instance.exits().getFirst();
    return !last.status().equals(new ExitStatus.Exited(0)) && last.at().plus(LATELY).isAfter(now);
  }

  /** Says who holds the port that a message of the daemon names as taken. */
  void explain(String message) {
    portIn(message).ifPresent(this::showHolder);
  }

  private void show(String log, List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    var text = new StringBuilder();
    text.append(console.palette().bold("Last lines of " + log)).append('\n');
    var last = lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
    last.forEach(line -> text.append("  ").append(line).append('\n'));
    console.show(text.toString());
  }

  private void showHolder(int port) {
    var holder = holders.of(port);
    console.warn(
        holder.isEmpty()
            ? "port %d is free by now, or held by a process of another user".formatted(port)
            : "port %d is held by pid %d: %s"
                .formatted(port, holder.get().pid(), holder.get().command()));
  }

  /** The port that was taken, by the newest line that tells of one. */
  static OptionalInt port(AppSpec spec, List<String> lines) {
    for (var line : lines.reversed()) {
      var named = portIn(line);
      if (named.isPresent()) {
        return named;
      }
      if (SOME_PORT_TAKEN.matcher(line).find()) {
        return declared(spec);
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt portIn(String line) {
    for (var message : TAKEN) {
      var found = message.matcher(line);
      if (found.find()) {
        return OptionalInt.of(Integer.parseInt(found.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt declared(AppSpec spec) {
    var port = spec.program().env().getOrDefault("PORT", "");
    return port.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
  }
}
