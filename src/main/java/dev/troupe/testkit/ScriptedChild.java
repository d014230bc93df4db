package dev.troupe.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.LaunchPlan;
import dev.troupe.os.ProcessId;
import dev.troupe.os.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A child that does what a test says. It ends by SIGINT, SIGTERM and SIGKILL, as a program does
 * that knows nothing of signals, unless {@link #obeys} says otherwise. Thread-safe.
 */
public final class ScriptedChild {
  private static final int SIGINT = 2;
  private static final int SIGKILL = 9;
  private static final int SIGTERM = 15;

  private final ProcessId id;
  private final LaunchPlan plan;
  private final ScriptedPipes pipes;
  private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();

  // Guarded by this.
  private final List<String> received = new ArrayList<>();
  private final List<String> read = new ArrayList<>();
  private long memory;
  private Set<Integer> obeyed = Set.of(SIGINT, SIGTERM, SIGKILL);

  ScriptedChild(ProcessId id, LaunchPlan plan, ScriptedPipes pipes) {
    this.id = id;
    this.plan = plan;
    this.pipes = pipes;
  }

  /** {@return the name of its app} */
  public String app() {
    return plan.env().getOrDefault("name", "");
  }

  /** {@return the number of its instance, as {@code InstanceSnapshot.id}} */
  public int instance() {
    return Integer.parseInt(plan.env().getOrDefault("pm_id", "-1"));
  }

  /** {@return the position of its instance within the app, from 0} */
  public int slot() {
    return Integer.parseInt(plan.env().getOrDefault("TROUPE_SLOT", "-1"));
  }

  /** {@return the script as its app declares it} */
  public String script() {
    return plan.env().getOrDefault(FakeLauncher.SCRIPT, "");
  }

  /** {@return its arguments} */
  public List<String> args() {
    return plan.command().subList(1, plan.command().size());
  }

  /** {@return its whole environment} */
  public Map<String, String> environment() {
    return plan.env();
  }

  /** {@return its number; no process has it} */
  public long pid() {
    return id.pid();
  }

  /** {@return whether it has not ended yet} */
  public boolean isRunning() {
    return !exit.isDone();
  }

  /**
   * It ends with this exit code, 0 to 255.
   *
   * @param code from 0 to 255
   */
  public void exits(int code) {
    ends(new ExitStatus.Exited(code));
  }

  /**
   * A signal ends it, whatever it obeys.
   *
   * @param signal name or number, such as {@code SIGSEGV}
   */
  public void isKilledBy(String signal) {
    ends(new ExitStatus.Signaled(number(signal)));
  }

  /**
   * It prints a line on standard output.
   *
   * @param line without its end
   */
  public void prints(String line) {
    pipes.output().print((line + "\n").getBytes(UTF_8));
  }

  /**
   * It prints a line on standard error.
   *
   * @param line the line, without its end
   */
  public void printsError(String line) {
    pipes.errors().print((line + "\n").getBytes(UTF_8));
  }

  /**
   * Its memory is found to be so many bytes from now on (at first 0).
   *
   * @param bytes how many, at least 0
   */
  public synchronized void uses(long bytes) {
    memory = bytes;
  }

  synchronized long memory() {
    return memory;
  }

  /**
   * Only these signals end it from now on; nothing resists SIGKILL.
   *
   * @param signals names or numbers, such as {@code SIGTERM}
   */
  public synchronized void obeys(String... signals) {
    var numbers = new ArrayList<>(List.of(SIGKILL));
    for (var signal : signals) {
      numbers.add(number(signal));
    }
    obeyed = Set.copyOf(numbers);
  }

  /** {@return the signals it was sent by now, by name, the oldest first} */
  public synchronized List<String> received() {
    return List.copyOf(received);
  }

  /** {@return the lines that were written to its standard input, the oldest first} */
  public synchronized List<String> read() {
    return List.copyOf(read);
  }

  private static int number(String signal) {
    return Signals.number(signal)
        .orElseThrow(() -> new IllegalArgumentException(signal + " is no signal"));
  }

  private void ends(ExitStatus status) {
    exit.complete(status);
  }

  ProcessId id() {
    return id;
  }

  LaunchPlan plan() {
    return plan;
  }

  CompletableFuture<ExitStatus> exit() {
    return exit;
  }

  void receive(int signal) {
    boolean ends;
    synchronized (this) {
      received.add(Signals.name(signal));
      ends = obeyed.contains(signal);
    }
    if (ends) {
      ends(new ExitStatus.Signaled(signal));
    }
  }

  synchronized void hears(byte[] bytes) {
    new String(bytes, UTF_8).lines().forEach(read::add);
  }
}
