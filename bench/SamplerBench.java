import dev.troupe.os.ChildFiles;
import dev.troupe.os.EngineChoice;
import dev.troupe.os.Family;
import dev.troupe.os.ProcessId;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long one look at all process trees takes: {@code SamplerBench ROUNDS PID...}, run by
 * {@code bench/sampler.py} with the daemon's own JVM options.
 */
class SamplerBench {
  static void main(String[] args) throws Exception {
    var trees = new ArrayList<Family>();
    for (var pid : List.of(args).subList(1, args.length)) {
      trees.add(new Family(new ProcessId(Long.parseLong(pid), startTicks(pid)), "bench" + pid));
    }
    var home = Files.createTempDirectory("sampler");
    var machine = EngineChoice.AUTO.open(home, new ChildFiles(home, home));
    int rounds = Integer.parseInt(args[0]);
    var threads = ManagementFactory.getThreadMXBean();
    var micros = new long[rounds];
    long cpu = 0;
    for (int round = 0; round < rounds; round++) {
      long begin = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      int measured = machine.usage().measure(trees).size();
      micros[round] = (System.nanoTime() - begin) / 1000;
      cpu += round < rounds / 2 ? 0 : threads.getCurrentThreadCpuTime() - used;
      if (measured != trees.size()) {
        throw new IllegalStateException(measured + " of " + trees.size() + " trees were measured");
      }
      Thread.sleep(50);
    }
    machine.launcher().close();
    System.out.printf("first %.1f ms, ", micros[0] / 1000.0);
    Arrays.sort(micros);
    System.out.printf(
        "median %.1f ms, 90 %% within %.1f ms; %.1f ms of CPU once warm%n",
        micros[rounds / 2] / 1000.0,
        micros[rounds * 9 / 10] / 1000.0,
        cpu / 1e6 / (rounds - rounds / 2));
    System.exit(0);
  }

  private static long startTicks(String pid) throws Exception {
    var stat = Files.readString(Path.of("/proc", pid, "stat"));
    return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[19]);
  }
}
