package dev.troupe.os;

import java.util.ArrayList;
import java.util.List;

/**
 * What is to be executed, with nothing left to search for.
 *
 * @param executable path of the file; a relative one counts from the child's working directory
 * @param argv all words of the command line, its own name first
 */
public record ExactCommand(String executable, List<String> argv) {
  public ExactCommand {
    argv = List.copyOf(argv);
  }

  /** The same file as a script of the shell, for files without a {@code #!} line. */
  public ExactCommand throughShell() {
    var words = new ArrayList<String>(argv.size() + 1);
    words.add("/bin/sh");
    words.add(executable);
    words.addAll(argv.subList(1, argv.size()));
    return new ExactCommand("/bin/sh", words);
  }
}
