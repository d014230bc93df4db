package dev.troupe.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, from where: all that the program is told from outside besides its arguments.
 *
 * @param program the name it was called by: {@code troupe}, {@code pm2}
 * @param root where Troupe is installed; null outside an installation
 * @param env the caller's environment
 * @param cwd the caller's working directory
 * @param isTerminal whether standard output is a terminal
 * @param columns its width; {@link Integer#MAX_VALUE} if there is none
 */
public record Caller(
    String program,
    @Nullable Path root,
    Map<String, String> env,
    Path cwd,
    boolean isTerminal,
    int columns) {

  /** The prefix of every message: {@code [PM2]} for those who call it so. */
  String tag() {
    return program.startsWith("pm2") ? "PM2" : "Troupe";
  }

  /** The same caller with another environment. */
  Caller with(Map<String, String> other) {
    return new Caller(program, root, other, cwd, isTerminal, columns);
  }

  boolean has(String variable) {
    var value = env.get(variable);
    return value != null && !value.isEmpty();
  }
}
