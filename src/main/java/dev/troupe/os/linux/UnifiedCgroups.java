package dev.troupe.os.linux;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.troupe.model.Limits;
import dev.troupe.model.UnifiedGroup;
import dev.troupe.os.Cgroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Groups of cgroup v2, in the daemon's own group (Linux, Documentation/admin-guide/cgroup-v2.rst).
 * A group with limited groups below it may hold no processes itself, so the daemon moves into one
 * beside them first; it does that only if nobody else lives in its group.
 */
final class UnifiedCgroups implements Cgroups {
  /** Of the group that the daemon itself moves into. */
  private static final String OWN = "daemon";

  /** Microseconds; the kernel's own default. */
  private static final long PERIOD = 100_000;

  private static final String REMEDY =
      "; give the daemon a group of its own (troupe startup, or systemd-run --scope -p"
          + " Delegate=yes)";

  private final Path self;

  /**
   * @param self what {@code /proc/self} is
   */
  UnifiedCgroups(Path self) {
    this.self = self;
  }

  @Override
  public synchronized Result make(String name, Limits limits) {
    try {
      var base = base();
      if (base.isEmpty()) {
        return new Result.Unavailable("there is no cgroup v2 on this machine");
      }
      var wanted = controllers(limits);
      if (!words(base.get().resolve("cgroup.controllers")).containsAll(wanted)) {
        return unavailable("cgroup v2 has no %s here".formatted(String.join(" and ", wanted)));
      }
      enable(base.get(), wanted);
      return new Result.Made(limited(base.get().resolve(name), limits).toString());
    } catch (IOException e) {
      return unavailable("cgroups cannot be made: " + e.getMessage());
    }
  }

  private static Result unavailable(String reason) {
    return new Result.Unavailable(reason + REMEDY);
  }

  private static List<String> controllers(Limits limits) {
    var wanted = new ArrayList<String>();
    if (limits.memory() != null) {
      wanted.add("memory");
    }
    if (limits.cpus() != null) {
      wanted.add("cpu");
    }
    return wanted;
  }

  private static void enable(Path base, List<String> wanted) throws IOException {
    var switches = base.resolve("cgroup.subtree_control");
    if (words(switches).containsAll(wanted)) {
      return;
    }
    var text = "+" + String.join(" +", wanted);
    try {
      write(switches, text);
    } catch (IOException _) {
      moveOut(base);
      write(switches, text);
    }
  }

  private static void moveOut(Path base) throws IOException {
    var pids = words(base.resolve("cgroup.procs"));
    for (var pid : pids) {
      if (!isOurs(Long.parseLong(pid))) {
        throw new IOException("%s holds others, too (pid %s)".formatted(base, pid));
      }
    }
    var own = Files.createDirectories(base.resolve(OWN));
    for (var pid : pids) {
      write(own.resolve("cgroup.procs"), pid);
    }
  }

  private static boolean isOurs(long pid) {
    long daemon = ProcessHandle.current().pid();
    var process = ProcessHandle.of(pid);
    while (process.isPresent() && process.get().pid() != daemon) {
      process = process.get().parent();
    }
    return process.isPresent();
  }

  private static Path limited(Path group, Limits limits) throws IOException {
    Files.createDirectories(group);
    if (limits.memory() != null) {
      write(group.resolve("memory.max"), limits.memory().toString());
      write(group.resolve("memory.oom.group"), "1");
      if (Files.exists(group.resolve("memory.swap.max"))) {
        write(group.resolve("memory.swap.max"), "0");
      }
    }
    if (limits.cpus() != null) {
      long quota = Math.max(1_000, Math.round(limits.cpus() * PERIOD));
      write(group.resolve("cpu.max"), quota + " " + PERIOD);
    }
    return group;
  }

  @Override
  public synchronized boolean killedForMemory(String name) {
    try {
      var base = base();
      return base.isPresent()
          && Files.readAllLines(base.get().resolve(name).resolve("memory.events")).stream()
              .anyMatch(line -> line.startsWith("oom_kill ") && !line.equals("oom_kill 0"));
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public synchronized void remove(String name) {
    try {
      var base = base();
      if (base.isPresent()) {
        Files.deleteIfExists(base.get().resolve(name));
      }
    } catch (IOException _) {
      // Processes that outlive the child are in it still.
    }
  }

  /** The group in which those of children lie; empty without cgroup v2. */
  private Optional<Path> base() throws IOException {
    var mount = mount();
    var own = own();
    if (mount.isEmpty() || own.isEmpty()) {
      return Optional.empty();
    }
    var group = mount.get().resolve(own.get().substring(1));
    return Optional.of(group.endsWith(OWN) ? group.resolveSibling("").normalize() : group);
  }

  /** proc_pid_mountinfo(5): the fifth word is where, the type follows a dash. */
  private Optional<Path> mount() throws IOException {
    return Files.readAllLines(self.resolve("mountinfo")).stream()
        .filter(line -> line.contains(" - cgroup2 "))
        .map(line -> Path.of(line.split(" ", -1)[4]))
        .findFirst();
  }

  private Optional<String> own() throws IOException {
    return UnifiedGroup.of(Files.readAllLines(self.resolve("cgroup")));
  }

  private static List<String> words(Path file) throws IOException {
    return List.of(Files.readString(file).strip().split("\\s+"));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, WRITE, CREATE);
  }
}
