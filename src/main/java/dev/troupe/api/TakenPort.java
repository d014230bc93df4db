package dev.troupe.api;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Finds, in what a program or the daemon says, the port that could not be had. */
public final class TakenPort {

  /** Troupe's, Node's, then Go's message: all name the port. */
  private static final List<Pattern> TAKEN =
      List.of(
          Pattern.compile("port (\\d{1,5}): Address already in use"),
          Pattern.compile("EADDRINUSE.*?:(\\d{1,5})\\s*$"),
          Pattern.compile(":(\\d{1,5}): bind: address already in use"));

  /** As strerror(3) has it: the port is not named. */
  private static final Pattern SOME_PORT_TAKEN = Pattern.compile("[Aa]ddress already in use");

  private TakenPort() {}

  /**
   * By the newest line that tells of one; empty if none does.
   *
   * @param env of the program: {@code PORT} in it is meant where a line names none
   */
  public static OptionalInt in(List<String> lines, Map<String, String> env) {
    for (var line : lines.reversed()) {
      var named = named(line);
      if (named.isPresent()) {
        return named;
      }
      if (SOME_PORT_TAKEN.matcher(line).find()) {
        return declared(env);
      }
    }
    return OptionalInt.empty();
  }

  /** The one that a line names as taken. */
  public static OptionalInt named(String line) {
    for (var message : TAKEN) {
      var found = message.matcher(line);
      if (found.find()) {
        return OptionalInt.of(Integer.parseInt(found.group(1)));
      }
    }
    return OptionalInt.empty();
  }

  private static OptionalInt declared(Map<String, String> env) {
    var port = env.getOrDefault("PORT", "");
    return port.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(port)) : OptionalInt.empty();
  }
}
