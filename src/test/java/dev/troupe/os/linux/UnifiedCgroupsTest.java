package dev.troupe.os.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Limits;
import dev.troupe.os.Cgroups.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On folders that look as the kernel's do: those of a test may not be writable. */
class UnifiedCgroupsTest {
  private static final long MEMORY = 100 << 20;

  @TempDir Path folder;
  private Path own;
  private UnifiedCgroups groups;

  @BeforeEach
  void mount() throws IOException {
    own = Files.createDirectories(folder.resolve("mount/system.slice/troupe.service"));
    write(
        folder.resolve("mountinfo"),
        "24 1 0:22 / /proc rw - proc proc rw\n30 1 0:26 / %s rw - cgroup2 cgroup2 rw\n"
            .formatted(folder.resolve("mount")));
    daemonIn("/system.slice/troupe.service");
    write(own.resolve("cgroup.controllers"), "cpuset cpu memory pids\n");
    write(own.resolve("cgroup.subtree_control"), "");
    write(own.resolve("cgroup.procs"), ProcessHandle.current().pid() + "\n");
    groups = new UnifiedCgroups(folder);
  }

  private void daemonIn(String group) throws IOException {
    write(folder.resolve("cgroup"), "4:memory:/other\n0::%s\n".formatted(group));
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text);
  }

  private static Limits limits(@Nullable Long memory, @Nullable Double cpus) {
    return new Limits(null, memory, cpus, null, null, null, List.of());
  }

  private static String reason(Result result) {
    return ((Result.Unavailable) result).reason();
  }

  @Test
  void makesAGroupWithTheLimitsInTheDaemonsOwn() {
    var group = own.resolve("0-0-1");
    assertThat(groups.make("0-0-1", limits(MEMORY, 0.5)))
        .isEqualTo(new Result.Made(group.toString()));
    assertThat(own.resolve("cgroup.subtree_control")).hasContent("+memory +cpu");
    assertThat(group.resolve("memory.max")).hasContent("104857600");
    assertThat(group.resolve("memory.oom.group")).hasContent("1");
    assertThat(group.resolve("cpu.max")).hasContent("50000 100000");
  }

  @Test
  void setsOnlyWhatIsWanted() {
    groups.make("0-0-1", limits(null, 2.0));
    assertThat(own.resolve("cgroup.subtree_control")).hasContent("+cpu");
    assertThat(own.resolve("0-0-1/cpu.max")).hasContent("200000 100000");
    assertThat(own.resolve("0-0-1/memory.max")).doesNotExist();
  }

  @Test
  void aDaemonThatHasMovedOutMakesThemBesideItself() throws IOException {
    daemonIn("/system.slice/troupe.service/daemon");
    assertThat(groups.make("1-0-1", limits(MEMORY, null)))
        .isEqualTo(new Result.Made(own.resolve("1-0-1").toString()));
  }

  @Test
  void saysWhichControllerIsMissingAndWhatToDo() throws IOException {
    write(own.resolve("cgroup.controllers"), "cpuset pids\n");
    assertThat(reason(groups.make("0-0-1", limits(MEMORY, 1.0))))
        .isEqualTo(
            "cgroup v2 has no memory and cpu here; give the daemon a group of its own (troupe"
                + " startup, or systemd-run --scope -p Delegate=yes)");
    assertThat(own.resolve("0-0-1")).doesNotExist();
  }

  @Test
  void saysThatThereIsNoCgroupV2() throws IOException {
    write(folder.resolve("mountinfo"), "24 1 0:22 / /proc rw - proc proc rw\n");
    assertThat(reason(groups.make("0-0-1", limits(MEMORY, null))))
        .isEqualTo("there is no cgroup v2 on this machine");
  }

  @Test
  void leavesAGroupAloneInWhichOthersLive() throws IOException {
    Files.delete(own.resolve("cgroup.subtree_control"));
    Files.createDirectories(own.resolve("cgroup.subtree_control"));
    write(own.resolve("cgroup.procs"), "1\n");
    assertThat(reason(groups.make("0-0-1", limits(MEMORY, null)))).startsWith("cgroups cannot be");
    assertThat(own.resolve("daemon")).doesNotExist();
  }

  @Test
  void knowsWhomTheKernelHasKilledForMemory() throws IOException {
    groups.make("0-0-1", limits(MEMORY, null));
    var events = own.resolve("0-0-1/memory.events");
    write(events, "low 0\nhigh 0\nmax 12\noom 1\noom_kill 0\n");
    assertThat(groups.killedForMemory("0-0-1")).isFalse();
    write(events, "low 0\nhigh 0\nmax 14\noom 2\noom_kill 3\n");
    assertThat(groups.killedForMemory("0-0-1")).isTrue();
    assertThat(groups.killedForMemory("7-0-1")).isFalse();
  }

  @Test
  void givesAGroupBack() throws IOException {
    Files.createDirectories(own.resolve("0-0-1"));
    groups.remove("0-0-1");
    assertThat(own.resolve("0-0-1")).doesNotExist();
  }
}
