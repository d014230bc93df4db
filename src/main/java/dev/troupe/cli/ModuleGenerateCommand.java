package dev.troupe.cli;

import dev.troupe.api.Json;
import java.io.IOException;
import java.nio.file.Files;

/** {@code module:generate}: a module to begin with. */
final class ModuleGenerateCommand implements Command {
  private static final String DESCRIPTION =
      """
      {
        "name": NAME,
        "version": "0.1.0",
        "description": "A module",
        "main": "index.js",
        "config": {
          "interval": 10
        },
        "apps": [{ "script": "index.js" }]
      }
      """;

  private static final String CODE =
      """
      // Settings come as variables (set NAME:interval 5), those of package.json are defaults.
      const { name, config } = require("./package.json");
      const interval = Number(process.env.interval ?? config.interval);

      setInterval(() => console.log(`${name} looks around every ${interval} s`), interval * 1000);
      """;

  @Override
  public Syntax syntax() {
    return new Syntax("Write a module to begin with.", "module:generate")
        .words("MODULE", 1, 1, "Name of the module and of its folder, which is made here.")
        .examples("module:generate my-module");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var name = String.valueOf(arguments.word());
    if (!name.matches("[a-z0-9][a-z0-9._-]*")) {
      throw new CommandFailure(
          name + " is no package's name: use small letters, digits, dashes, dots");
    }
    var folder = session.caller().cwd().resolve(name);
    try {
      Files.createDirectory(folder);
      Files.writeString(
          folder.resolve("package.json"), DESCRIPTION.replace("NAME", Json.write(name)));
      Files.writeString(folder.resolve("index.js"), CODE);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + folder + ": " + FileTrouble.reason(e));
    }
    session.console().say("Wrote " + folder);
    session.console().say("Run it: " + session.caller().program() + " install ./" + name);
    return ExitCode.OK;
  }
}
