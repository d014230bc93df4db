package dev.troupe.cli;

import java.util.List;

/** {@code multiset}: several settings in one argument. */
final class MultisetCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Keep several settings at once.", "multiset")
        .words("SETTINGS", 1, Syntax.MANY, "KEY VALUE KEY VALUE ..., in one argument or several.")
        .examples("multiset \"api.colour blue api.size 3\"");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var text = String.join(" ", arguments.words()).strip();
    var words = text.isEmpty() ? List.<String>of() : List.of(text.split("\\s+", -1));
    if (words.isEmpty() || words.size() % 2 != 0) {
      throw new CommandFailure("multiset needs a value for each key, but was given: " + text);
    }
    return new Settings(session).set(words);
  }
}
