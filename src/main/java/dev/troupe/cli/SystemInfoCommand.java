package dev.troupe.cli;

import dev.troupe.api.Json;
import java.nio.file.Path;

/** {@code slist}: the machine, for programs. */
final class SystemInfoCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax(
            "Print what this machine has and how busy it is, as JSON.", "slist", "sysinfos")
        .flag("As lines, to read.", "--tree", "-t")
        .examples("slist | jq .memory_available");
  }

  @Override
  public int run(Arguments arguments, Session session) {
    var facts = SystemInfo.read(Path.of("/proc"));
    if (!arguments.has("--tree")) {
      session.console().write(Json.write(facts) + "\n");
      return ExitCode.OK;
    }
    for (var fact : facts.entrySet()) {
      session.console().show(fact.getKey() + ": " + fact.getValue() + "\n");
    }
    return ExitCode.OK;
  }
}
