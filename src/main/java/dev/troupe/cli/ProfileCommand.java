package dev.troupe.cli;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** {@code profile:cpu} and {@code profile:mem}: where time or memory goes in a running process. */
final class ProfileCommand implements Command {
  private static final int USUAL_SECONDS = 10;
  private static final int LONGEST_SECONDS = 3600;
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

  private final boolean isCpu;

  /**
   * @param isCpu false for memory
   */
  ProfileCommand(boolean isCpu) {
    this.isCpu = isCpu;
  }

  @Override
  public Syntax syntax() {
    return isCpu
        ? new Syntax("Record where a Node or Java app spends its time.", "profile:cpu")
            .words(
                "TARGET SECONDS",
                0,
                2,
                "Name or id of one instance, and how long (10); without a target the daemon.")
            .examples("profile:cpu api", "profile:cpu 0 30")
        : new Syntax("Write what is in the memory of a Node or Java app.", "profile:mem")
            .words("TARGET", 0, 2, "Name or id of one instance; without one the daemon.")
            .examples("profile:mem api");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    boolean isDaemon =
        words.isEmpty() || (words.size() == 1 && isNumber(words.getFirst()) && isCpu);
    int seconds = isDaemon ? seconds(words, 0) : seconds(words, 1);
    return isDaemon
        ? daemon(session, seconds)
        : child(OneInstance.of(words.getFirst(), session), session, seconds);
  }

  private static boolean isNumber(String word) {
    return word.matches("\\d+");
  }

  private static int seconds(List<String> words, int at) throws CommandFailure {
    if (words.size() <= at) {
      return USUAL_SECONDS;
    }
    var word = words.get(at);
    int seconds = word.matches("\\d{1,4}") ? Integer.parseInt(word) : 0;
    if (seconds < 1 || seconds > LONGEST_SECONDS) {
      throw new CommandFailure(
          word + " is no time: give whole seconds from 1 to " + LONGEST_SECONDS);
    }
    return seconds;
  }

  private int daemon(Session session, int seconds) throws CommandFailure {
    var info = session.daemon().info();
    return java(session, info.pid(), "the daemon", "daemon", seconds);
  }

  private int child(OneInstance one, Session session, int seconds) throws CommandFailure {
    var name =
        "%s-%d".formatted(one.spec().name().replaceAll("[^\\w.-]", "-"), one.instance().id());
    if (one.isNode()) {
      var file = file(session, name, isCpu ? ".cpuprofile" : ".heapsnapshot");
      var profile = new NodeProfile(one, session);
      if (isCpu) {
        profile.cpu(seconds, file);
        say(session, "CPU profile of %s over %d s".formatted(one.title(), seconds), file);
      } else {
        profile.memory(file);
        say(session, "Heap snapshot of " + one.title(), file);
      }
      return ExitCode.OK;
    }
    if (JvmTool.isJava(one.pid())) {
      return java(session, one.pid(), one.title(), name, seconds);
    }
    throw new CommandFailure(
        one.title() + " is run neither by Node nor by Java: it has no profile");
  }

  private int java(Session session, long pid, String title, String name, int seconds)
      throws CommandFailure {
    var file = file(session, name, isCpu ? ".jfr" : ".hprof");
    var tool = JvmTool.of(pid);
    if (isCpu) {
      tool.record(seconds, file);
      say(session, "Flight recording of %s over %d s".formatted(title, seconds), file);
    } else {
      tool.dumpHeap(file);
      say(session, "Heap dump of " + title, file);
    }
    return ExitCode.OK;
  }

  private static Path file(Session session, String name, String ending) {
    var stamp = STAMP.format(session.clock().instant().atZone(ZoneId.systemDefault()));
    return session.caller().cwd().resolve(name + "-" + stamp + ending);
  }

  private static void say(Session session, String what, Path file) {
    session.console().say(what + ": " + file);
  }
}
