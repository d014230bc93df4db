package dev.troupe.cli.monit;

import dev.troupe.model.Host;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.LogLine;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** The daemon, as far as the terminal dashboard needs it. Each call blocks until it is answered. */
public interface Source {

  /** All instances. */
  List<InstanceSummary> instances() throws IOException;

  /** How the machine does. */
  Host host() throws IOException;

  /** Facts about one instance, a line each; none if it is gone. */
  List<String> details(int instance) throws IOException;

  /** The last lines of an instance's output. */
  List<String> lastLines(int instance, int wanted) throws IOException;

  /** Hands on every new line of all instances; returns when the stream breaks. */
  void follow(Consumer<LogLine> lines) throws IOException;

  /** Carries a wish out; one line says what came of it. */
  String carryOut(Wish.Action wish) throws IOException;
}
