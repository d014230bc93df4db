package dev.troupe.cli;

import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What an instance that does not run has printed last, and who holds the port it wanted. */
final class Trouble {
  private static final int SHOWN = 20;

  /** Among these the port is looked for: a stack may follow. */
  private static final int READ = 60;

  /** Node's, then Go's message; both name the port. */
  private static final List<Pattern> TAKEN =
      List.of(
          Pattern.compile("EADDRINUSE.*?:(\\d{1,5})\\s*$"),
          Pattern.compile(":(\\d{1,5}): bind: address already in use"));

  /** As strerror(3) has it: the port is not named. */
  private static final Pattern SOME_PORT_TAKEN = Pattern.compile("[Aa]ddress already in use");

  private final Console console;
  private final PortHolder holders;

  Trouble(Console console, PortHolder holders) {
    this.console = console;
    this.holders = holders;
  }

  /** Shows it, if the instance is in trouble. */
  void show(AppSpec spec, InstanceSnapshot instance) {
    boolean isInTrouble =
        switch (instance.state()) {
          case ERRORED, WAITING_RESTART -> true;
          case LAUNCHING, ONLINE, PAUSED, STOPPING, STOPPED -> false;
        };
    if (isInTrouble) {
      show(spec, spec.logs().pathFor(spec.logs().error(), instance.id()));
    }
  }

  private void show(AppSpec spec, String log) {
    var lines = LogTail.lines(Path.of(log), 0, READ);
    if (lines.isEmpty()) {
      return;
    }
    var text = new StringBuilder();
    text.append(console.palette().bold("Last lines of " + log)).append('\n');
    var last = lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
    last.forEach(line -> text.append("  ").append(line).append('\n'));
    console.show(text.toString());
    port(spec, lines).ifPresent(this::showHolder);
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
      for (var message : TAKEN) {
        var found = message.matcher(line);
        if (found.find()) {
          return OptionalInt.of(Integer.parseInt(found.group(1)));
        }
      }
      if (SOME_PORT_TAKEN.matcher(line).find()) {
        return declared(spec);
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt declared(AppSpec spec) {
    var port = spec.program().env().getOrDefault("PORT", "");
    return port.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
  }
}
