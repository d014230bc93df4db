package dev.troupe.http;

import dev.troupe.api.PortHolder;
import dev.troupe.api.TakenPort;
import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Says what can be seen of an instance's trouble.
 *
 * @param holders who listens at which port
 */
record Diagnosis(PortHolder holders) {
  /** Lines that are told. */
  private static final int TOLD = 20;

  /** Lines among which a port is looked for: a stack may follow. */
  static final int READ = 60;

  /**
   * Of one instance. Blocks: it looks at every process of the machine if a port is taken.
   *
   * @param log path of its standard error's log
   * @param lines the last {@value #READ} of that
   * @param note what does not hold as it was declared; null if all does
   */
  Trouble of(
      AppSpec spec,
      InstanceSnapshot instance,
      String log,
      List<String> lines,
      @Nullable String note) {
    var port = port(spec, instance, lines);
    var holder = port.isPresent() ? holders.of(port.getAsInt()).orElse(null) : null;
    return new Trouble(
        instance.id(),
        log,
        lines.subList(Math.max(0, lines.size() - TOLD), lines.size()),
        port.isPresent() ? (Integer) port.getAsInt() : null,
        holder,
        note);
  }

  /** What the daemon says of it is newer than what it has said itself. */
  private static OptionalInt port(AppSpec spec, InstanceSnapshot instance, List<String> lines) {
    var said = new ArrayList<>(lines);
    if (instance.problem() != null) {
      said.add(instance.problem());
    }
    return TakenPort.in(said, spec.program().env());
  }
}
