package dev.troupe.cli;

import dev.troupe.api.KeyInfo;
import dev.troupe.api.KeyList;
import dev.troupe.api.KeyRequest;
import dev.troupe.api.MadeKey;

/** {@code key}: who else may come in by the TCP port, and what they may do. */
final class KeyCommand implements Command {
  private static final String KEYS = "/keys";

  @Override
  public Syntax syntax() {
    return new Syntax("Show, make and revoke keys for the TCP port and the web page.", "key")
        .words("add|revoke NAME", 0, 2, "Shows all keys if left out.")
        .value("ROLE", "What a new key may do: view (the default), operate or admin.", "--role")
        .examples("key", "key add phone --role operate", "key revoke phone");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    if (words.isEmpty()) {
      return list(session);
    }
    if (words.size() < 2) {
      throw new CommandFailure("key " + words.getFirst() + " needs the NAME of a key");
    }
    return switch (words.getFirst()) {
      case "add" -> add(words.get(1), arguments, session);
      case "revoke", "rm" -> revoke(words.get(1), session);
      default ->
          throw new CommandFailure(
              "key does not know " + words.getFirst() + ": it adds or revokes a key");
    };
  }

  private static int list(Session session) throws CommandFailure {
    var keys = session.daemon().get(KEYS).as(KeyList.class).keys();
    if (keys.isEmpty()) {
      session.console().say("There are no keys but the token in the home directory");
    }
    for (var key : keys) {
      session.console().write(line(key));
    }
    return ExitCode.OK;
  }

  private static String line(KeyInfo key) {
    return "%-24s %-8s %s%n".formatted(key.name(), key.role(), key.createdAt());
  }

  private static int add(String name, Arguments arguments, Session session) throws CommandFailure {
    var given = arguments.value("--role");
    var request = new KeyRequest(name, given == null ? "view" : given);
    var made = session.daemon().post(KEYS, request).as(MadeKey.class);
    session.console().say("Made key " + made.name() + ", which may " + made.role());
    session.console().say("Keep it: it is shown this once");
    session.console().write(made.secret() + "\n");
    return ExitCode.OK;
  }

  private static int revoke(String name, Session session) throws CommandFailure {
    var path = KEYS + "/" + Daemon.encoded(name);
    var revoked = session.daemon().send("DELETE", path, null).as(KeyInfo.class);
    session.console().say("Revoked key " + revoked.name());
    return ExitCode.OK;
  }
}
