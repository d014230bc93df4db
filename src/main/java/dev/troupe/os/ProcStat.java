package dev.troupe.os;

/**
 * One line of {@code /proc/PID/stat} (proc_pid_stat(5)).
 *
 * @param pid process number
 * @param state one letter; {@code Z} and {@code X} are dead
 * @param parent number of the parent
 * @param group process group
 * @param session session
 * @param cpuTicks time on a processor, user and system, in clock ticks
 * @param startTicks start time since boot in clock ticks
 * @param residentPages resident set size in pages
 * @param environment address of the environment, new with each exec; 0 if it may not be read
 * @param reapedTicks the same time of its children that have ended and that it has waited for
 * @param threads how many it has
 */
public record ProcStat(
    long pid,
    char state,
    long parent,
    long group,
    long session,
    long cpuTicks,
    long startTicks,
    long residentPages,
    long environment,
    long reapedTicks,
    int threads) {

  private static final int FIELDS = 52;

  public ProcessId id() {
    return new ProcessId(pid, startTicks);
  }

  public boolean isAlive() {
    return state != 'Z' && state != 'X' && state != 'x';
  }

  /**
   * Reads a line. The program's name, the second field, may hold blanks and parentheses: the last
   * parenthesis ends it.
   */
  public static ProcStat parse(byte[] line, int length) {
    int nameEnd = length - 1;
    while (line[nameEnd] != ')') {
      nameEnd--;
    }
    var numbers = new long[FIELDS + 1];
    int at = nameEnd + 4;
    for (int field = 4; field <= FIELDS && at < length; field++) {
      boolean negative = line[at] == '-';
      long number = 0;
      for (at += negative ? 1 : 0; at < length && line[at] > ' '; at++) {
        number = number * 10 + (line[at] - '0');
      }
      numbers[field] = negative ? -number : number;
      at++;
    }
    return new ProcStat(
        leadingNumber(line),
        (char) line[nameEnd + 2],
        numbers[4],
        numbers[5],
        numbers[6],
        numbers[14] + numbers[15],
        numbers[22],
        numbers[24],
        numbers[50],
        numbers[16] + numbers[17],
        (int) numbers[20]);
  }

  private static long leadingNumber(byte[] line) {
    long number = 0;
    for (int i = 0; line[i] != ' '; i++) {
      number = number * 10 + (line[i] - '0');
    }
    return number;
  }
}
