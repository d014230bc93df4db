package dev.troupe.cli;

import dev.troupe.api.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs the command that the arguments name. */
public final class Cli {
  private final Session session;
  private final Console console;

  Cli(Session session) {
    this.session = session;
    this.console = session.console();
  }

  /** Runs a command line; returns the exit code. */
  int run(String... args) {
    try {
      return dispatch(Arrays.asList(args));
    } catch (CommandFailure e) {
      console.error(e.text());
      return ExitCode.FAILED;
    } catch (OutputClosedException _) {
      return ExitCode.PIPE_CLOSED;
    }
  }

  private int dispatch(List<String> args) throws CommandFailure {
    if (args.isEmpty()) {
      console.show(help().overview());
      return ExitCode.FAILED;
    }
    var rest = args.subList(1, args.size());
    return switch (args.getFirst()) {
      case "--silent", "-s" -> {
        console.mute();
        yield dispatch(rest);
      }
      case "--version", "-v", "-V" -> {
        console.show(Version.text() + "\n");
        yield ExitCode.OK;
      }
      case "--help", "-h", "help" -> help(rest);
      default -> run(command(args));
    };
  }

  /** PM2 takes options before the command's name too: puts them behind it. */
  private static List<String> command(List<String> args) {
    if (!args.getFirst().startsWith("-")) {
      return args;
    }
    var sorted = new ArrayList<>(args);
    for (int at = 0; at < args.size(); at++) {
      if (Commands.named(args.get(at)) != null) {
        sorted.addFirst(sorted.remove(at));
        break;
      }
    }
    return sorted;
  }

  private int run(List<String> args) throws CommandFailure {
    var name = args.getFirst();
    var rest = args.subList(1, args.size());
    var substitute = Substitute.of(name, rest);
    if (substitute != null) {
      return substitute.say(console);
    }
    var command = found(name);
    if (rest.isEmpty() && command instanceof NeedsNoArguments) {
      return command.run(Arguments.NONE, session);
    }
    var syntax = command.syntax();
    var arguments = Arguments.parse(syntax, rest);
    if (arguments.has("--help")) {
      console.show(help().of(syntax));
      return ExitCode.OK;
    }
    if (arguments.has("--version")) {
      console.show(Version.text() + "\n");
      return ExitCode.OK;
    }
    if (arguments.has("--silent")) {
      console.mute();
    }
    if (arguments.has("--no-color")) {
      console.uncolour();
    }
    for (var option : arguments.useless()) {
      console.warn(option + " is left aside: " + syntax.spec().name() + " has no use for it");
    }
    session.showRows(RowOrder.of(arguments.value("--sort")), arguments.has("--mini-list"));
    syntax.check(arguments.words());
    return command.run(arguments, session);
  }

  private static Command found(String name) throws CommandFailure {
    var command = Commands.named(name);
    if (command == null) {
      throw new CommandFailure(
          "there is no command " + name + ". Did you mean " + Commands.nearest(name) + "?");
    }
    return command;
  }

  private int help(List<String> names) throws CommandFailure {
    console.show(names.isEmpty() ? help().overview() : help().of(found(names.getFirst()).syntax()));
    return ExitCode.OK;
  }

  private Help help() {
    return new Help(session.caller().program(), console.palette());
  }
}
