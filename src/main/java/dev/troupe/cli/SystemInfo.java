package dev.troupe.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The machine in numbers. What only Linux tells is left out elsewhere. */
final class SystemInfo {
  private final Path proc;
  private final Map<String, Object> facts = new LinkedHashMap<>();

  private SystemInfo(Path proc) {
    this.proc = proc;
  }

  /**
   * Facts by name: texts and numbers, sizes in bytes, times in seconds.
   *
   * @param proc where Linux has it: {@code /proc}
   */
  static Map<String, Object> read(Path proc) {
    var info = new SystemInfo(proc);
    info.addSystem();
    info.addLoad();
    info.addMemory();
    return info.facts;
  }

  private void addSystem() {
    add("hostname", first("sys/kernel/hostname"));
    add("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    add("arch", System.getProperty("os.arch"));
    add("cpus", Runtime.getRuntime().availableProcessors());
    var uptime = first("uptime");
    add("uptime", uptime == null ? null : (long) Double.parseDouble(uptime.split(" ", 2)[0]));
  }

  private void addLoad() {
    var load = first("loadavg");
    if (load != null) {
      var averages = load.split(" ", 4);
      add("load_1m", Double.valueOf(averages[0]));
      add("load_5m", Double.valueOf(averages[1]));
      add("load_15m", Double.valueOf(averages[2]));
    }
  }

  /** As proc_meminfo(5) has it, in kB. */
  private void addMemory() {
    for (var line : text("meminfo").lines().toList()) {
      var words = line.split("\\s+", 3);
      switch (words[0]) {
        case "MemTotal:" -> add("memory_total", Long.parseLong(words[1]) * 1024);
        case "MemAvailable:" -> add("memory_available", Long.parseLong(words[1]) * 1024);
        case "SwapTotal:" -> add("swap_total", Long.parseLong(words[1]) * 1024);
        case "SwapFree:" -> add("swap_free", Long.parseLong(words[1]) * 1024);
        default -> {
          // One of many other amounts.
        }
      }
    }
  }

  private void add(String name, @Nullable Object value) {
    if (value != null) {
      facts.put(name, value);
    }
  }

  private @Nullable String first(String file) {
    return text(file).lines().findFirst().orElse(null);
  }

  private String text(String file) {
    try {
      return Files.readString(proc.resolve(file));
    } catch (IOException _) {
      return "";
    }
  }
}
