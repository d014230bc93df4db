package dev.troupe.pm2;

import dev.troupe.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a process tree uses, in words. */
final class UsageText {
  private UsageText() {}

  /**
   * One line.
   *
   * @param proportionalBytes its memory, shared pages counted once; null if that is not known
   */
  static String of(Usage usage, @Nullable Long proportionalBytes) {
    var parts = new ArrayList<String>();
    parts.add(Amounts.percent(usage.cpuPercent()) + " cpu");
    parts.add(memory(usage.memoryBytes(), proportionalBytes));
    add(parts, usage.processes(), "process", "processes");
    add(parts, usage.threads(), "thread", "threads");
    add(parts, usage.openFiles(), "open file", "open files");
    return String.join(", ", parts);
  }

  private static String memory(long resident, @Nullable Long proportional) {
    var text = Amounts.memory(resident) + " memory";
    return proportional == null ? text : text + " (" + Amounts.memory(proportional) + " pss)";
  }

  private static void add(List<String> parts, @Nullable Integer number, String one, String many) {
    if (number != null) {
      parts.add(number + " " + (number == 1 ? one : many));
    }
  }
}
