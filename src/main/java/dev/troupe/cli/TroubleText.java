package dev.troupe.cli;

import dev.troupe.api.PortHolder;
import dev.troupe.api.TakenPort;
import dev.troupe.model.Trouble;
import org.jspecify.annotations.Nullable;

/** Shows what an instance that does not run has printed last, and who holds the port it wanted. */
final class TroubleText {
  private final Console console;

  TroubleText(Console console) {
    this.console = console;
  }

  void show(Trouble trouble) {
    if (!trouble.lines().isEmpty()) {
      var text = new StringBuilder();
      text.append(console.palette().bold("Last lines of " + trouble.log())).append('\n');
      trouble.lines().forEach(line -> text.append("  ").append(line).append('\n'));
      console.show(text.toString());
    }
    if (trouble.note() != null) {
      console.warn(trouble.note());
    }
    if (trouble.port() != null) {
      tell(trouble.port(), trouble.holder());
    }
  }

  /** Says who holds the port that a message of the daemon names as taken. */
  void explain(String message, PortHolder holders) {
    var port = TakenPort.named(message);
    if (port.isPresent()) {
      tell(port.getAsInt(), holders.of(port.getAsInt()).orElse(null));
    }
  }

  private void tell(int port, Trouble.@Nullable Holder holder) {
    console.warn(
        holder == null
            ? "port %d is free by now, or held by a process of another user".formatted(port)
            : "port %d is held by pid %d: %s".formatted(port, holder.pid(), holder.command()));
  }
}
