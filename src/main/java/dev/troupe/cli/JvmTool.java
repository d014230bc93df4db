package dev.troupe.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks a JVM for recordings and dumps by the JDK's {@code jcmd}. It answers the user it runs as,
 * and root.
 *
 * @param jcmd the tool
 */
record JvmTool(Path jcmd, long pid) {
  private static final int MILLIS = 1_000;

  static JvmTool of(long pid) throws CommandFailure {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    if (!Files.isExecutable(jcmd)) {
      throw new CommandFailure(jcmd + " is missing: a whole JDK is needed for this, not a JRE");
    }
    return new JvmTool(jcmd, pid);
  }

  /** Whether a process runs {@code java}. */
  static boolean isJava(long pid) {
    try {
      var program = Files.readSymbolicLink(Path.of("/proc", String.valueOf(pid), "exe"));
      return program.endsWith("java");
    } catch (IOException _) {
      return false;
    }
  }

  /** Writes a flight recording; returns when it is over. */
  void record(int seconds, Path file) throws CommandFailure {
    var name = "name=troupe-" + ProcessHandle.current().pid();
    run("JFR.start", name, "settings=profile");
    Pause.millis(seconds * MILLIS);
    run("JFR.stop", name, "filename=" + file);
  }

  /** Writes all live objects; the process stands still meanwhile. */
  void dumpHeap(Path file) throws CommandFailure {
    run("GC.heap_dump", file.toString());
  }

  private void run(String... words) throws CommandFailure {
    var command = new ArrayList<>(List.of(jcmd.toString(), String.valueOf(pid)));
    command.addAll(List.of(words));
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new CommandFailure("jcmd %d %s: %s".formatted(pid, words[0], said.strip()));
      }
    } catch (IOException e) {
      throw new CommandFailure(jcmd + ": " + FileTrouble.reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
