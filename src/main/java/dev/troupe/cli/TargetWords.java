package dev.troupe.cli;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** What words on the command line are called by the daemon. */
final class TargetWords {
  private final Arguments arguments;
  private final Session session;

  TargetWords(Arguments arguments, Session session) {
    this.arguments = arguments;
    this.session = session;
  }

  /** The targets that a word means: itself, or with {@code --only 0,2} two of its instances. */
  List<String> of(String word) throws CommandFailure {
    var name = known(word);
    var slots = arguments.value("--only");
    if (slots == null) {
      return List.of(name);
    }
    var targets = new ArrayList<String>();
    for (var slot : slots.split(",", -1)) {
      if (!isNumber(slot)) {
        throw new CommandFailure(
            "--only=" + slots + ": " + word + " is no process file, so give numbers of instances");
      }
      targets.add(name + ":" + slot);
    }
    return targets;
  }

  private static boolean isNumber(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) < '0' || text.charAt(at) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** PM2's rule: a name comes first, then the path of a script. */
  private String known(String word) throws CommandFailure {
    var file = session.caller().cwd().resolve(word).normalize();
    return Files.isRegularFile(file) && !isManaged(word, session) ? file.toString() : word;
  }

  /** Whether a word is a name, a namespace or an id. */
  static boolean isManaged(String word, Session session) throws CommandFailure {
    for (var row : session.daemon().instances()) {
      if (row.name().equals(word)
          || row.namespace().equals(word)
          || Integer.toString(row.id()).equals(word)) {
        return true;
      }
    }
    return false;
  }
}
