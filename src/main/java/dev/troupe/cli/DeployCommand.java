package dev.troupe.cli;

import dev.troupe.cli.boot.Shell;
import dev.troupe.cli.deploy.DeployAction;
import dev.troupe.cli.deploy.DeployReader;
import dev.troupe.cli.deploy.DeployScript;
import dev.troupe.cli.deploy.DeployTarget;
import dev.troupe.cli.deploy.DeployTarget.Hook;
import dev.troupe.cli.deploy.Ssh;
import dev.troupe.config.FileSection;
import dev.troupe.config.ProcessFileReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code deploy}: brings a repository to machines, by ssh and git. */
final class DeployCommand implements Command {
  private static final List<String> USUAL_FILES =
      List.of(
          "ecosystem.config.js",
          "ecosystem.config.cjs",
          "ecosystem.config.mjs",
          "ecosystem.json",
          "ecosystem.yaml");

  @Override
  public Syntax syntax() {
    return new Syntax("Bring a repository to machines, by ssh and git.", "deploy")
        .words(
            "[FILE] ENVIRONMENT [setup|update|revert N|current|previous|list|exec LINE|ref REF]",
            1,
            5,
            "An environment of the file's deploy section, and what to do; update if left out.")
        .flag("Deploy although changes here are not committed.", "--force", "-f")
        .flag("Print what would be run.", "--dry-run")
        .examples(
            "deploy production setup",
            "deploy production",
            "deploy ecosystem.config.js staging revert 1",
            "deploy production exec \"pm2 reload all\"");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    boolean namesFile = Declarations.isProcessFile(words.getFirst());
    var file = namesFile ? words.getFirst() : usualFile(session);
    var rest = namesFile ? words.subList(1, words.size()) : words;
    if (rest.isEmpty()) {
      throw new CommandFailure("deploy needs an environment of " + file + ": production");
    }
    var target = target(file, rest.getFirst(), session);
    var action = action(rest.subList(1, rest.size()), target);
    if (arguments.has("--dry-run")) {
      return print(target, action, session);
    }
    session.console().say("Deploying to " + target.name());
    if (action.deploys()) {
      prepare(target, arguments.has("--force"), session);
    }
    for (var host : target.hosts()) {
      visit(target, host, action, session);
    }
    session.console().say("Success");
    return ExitCode.OK;
  }

  private static String usualFile(Session session) throws CommandFailure {
    for (var name : USUAL_FILES) {
      if (Files.exists(session.caller().cwd().resolve(name))) {
        return name;
      }
    }
    throw new CommandFailure(
        "there is no ecosystem.config.js here: name the file with the deploy" + " section");
  }

  private static DeployTarget target(String file, String name, Session session)
      throws CommandFailure {
    var caller = session.caller();
    var reader = new ProcessFileReader(caller.cwd(), caller.env());
    return switch (reader.readSection(file, "deploy")) {
      case FileSection.Unreadable(var line) -> throw new CommandFailure(line);
      case FileSection.Found(var section) -> target(file, section, name, session);
    };
  }

  private static DeployTarget target(String file, Map<?, ?> section, String name, Session session)
      throws CommandFailure {
    try {
      var outcome = DeployReader.read(file, section, name);
      outcome.warnings().forEach(session.console()::warn);
      return outcome.target();
    } catch (DeployReader.Unusable e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  private static DeployAction action(List<String> words, DeployTarget target)
      throws CommandFailure {
    var word = words.isEmpty() ? "update" : words.getFirst();
    var operand = words.size() > 1 ? words.get(1) : null;
    return switch (word) {
      case "setup" -> new DeployAction.Setup();
      case "update" -> new DeployAction.Update(target.ref());
      case "ref", "rev" -> new DeployAction.Update(reference(operand));
      case "revert" -> new DeployAction.Revert(steps(operand));
      case "current", "curr" -> new DeployAction.Current();
      case "previous", "prev" -> new DeployAction.Previous();
      case "list" -> new DeployAction.History();
      case "exec", "run" -> new DeployAction.Exec(line(words.subList(1, words.size())));
      default ->
          throw new CommandFailure(
              "deploy cannot "
                  + word
                  + ": write setup, update, revert, current, previous, list, exec or ref");
    };
  }

  private static String reference(@Nullable String operand) throws CommandFailure {
    if (operand == null || operand.startsWith("-")) {
      throw new CommandFailure("ref needs a branch, tag or commit");
    }
    return operand;
  }

  private static int steps(@Nullable String operand) throws CommandFailure {
    try {
      int steps = operand == null ? 1 : Integer.parseInt(operand);
      if (steps > 0) {
        return steps;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new CommandFailure("revert " + operand + ": give a number of deployments from 1");
  }

  private static String line(List<String> words) throws CommandFailure {
    if (words.isEmpty()) {
      throw new CommandFailure("exec needs a command: exec \"pm2 reload all\"");
    }
    return String.join(" ", words);
  }

  private static int print(DeployTarget target, DeployAction action, Session session) {
    var script = DeployScript.of(target, action);
    var console = session.console();
    var local = target.hooks().get(Hook.PRE_DEPLOY_LOCAL);
    if (local != null && action.deploys()) {
      console.write("# here\n" + local + "\n\n");
    }
    for (var host : target.hosts()) {
      var command = Ssh.command(target, host, "SCRIPT");
      console.write("# on " + host + ": " + Shell.line(command) + "\n");
    }
    console.write(script);
    return ExitCode.OK;
  }

  /** What is done here, before any machine is visited. */
  private static void prepare(DeployTarget target, boolean isForced, Session session)
      throws CommandFailure {
    if (!isForced && hasUncommittedChanges(session)) {
      throw new CommandFailure("commit or stash your changes before deploying, or use --force");
    }
    var commands = target.hooks().get(Hook.PRE_DEPLOY_LOCAL);
    if (commands != null) {
      session.console().say(Hook.PRE_DEPLOY_LOCAL.field() + ": " + commands);
      int exitCode = run(List.of("bash", "-c", commands), target.env(), session);
      if (exitCode != 0) {
        throw new CommandFailure(
            "deploy stopped: pre-deploy-local ended with exit code " + exitCode);
      }
    }
  }

  /** False too where this folder is no git repository. */
  private static boolean hasUncommittedChanges(Session session) throws CommandFailure {
    return run(List.of("git", "diff", "--quiet", "HEAD"), Map.of(), session) == 1;
  }

  private static void visit(DeployTarget target, String host, DeployAction action, Session session)
      throws CommandFailure {
    session.console().say("on host " + host);
    var command = Ssh.command(target, host, DeployScript.of(target, action));
    int exitCode = run(command, Map.of(), session);
    if (exitCode != 0) {
      throw new CommandFailure("deploy failed on " + host + " with exit code " + exitCode);
    }
  }

  /** By way of the shell, which looks in the caller's PATH; its answer for a missing one is 127. */
  private static int run(List<String> command, Map<String, String> env, Session session)
      throws CommandFailure {
    var caller = session.caller();
    var words = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\"", "troupe"));
    words.addAll(command);
    try {
      var builder = new ProcessBuilder(words).directory(caller.cwd().toFile()).inheritIO();
      builder.environment().clear();
      builder.environment().putAll(caller.env());
      builder.environment().putAll(env);
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new CommandFailure("cannot run " + command.getFirst() + ": " + FileTrouble.reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted");
    }
  }
}
