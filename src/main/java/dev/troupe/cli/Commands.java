package dev.troupe.cli;

import dev.troupe.api.StartRequest.Mode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All commands by name. Only the one that is asked for is built. */
final class Commands {

  /** In the order in which help shows them. */
  static final List<String> NAMES =
      List.of(
          "start",
          "stop",
          "restart",
          "reload",
          "delete",
          "scale",
          "reset",
          "pause",
          "resume",
          "list",
          "describe",
          "jobs",
          "logs",
          "events",
          "flush",
          "reloadLogs",
          "loglevel",
          "monit",
          "metrics",
          "jlist",
          "prettylist",
          "id",
          "pid",
          "env",
          "sendSignal",
          "send",
          "trigger",
          "monitor",
          "unmonitor",
          "attach",
          "startOrRestart",
          "startOrReload",
          "serve",
          "deploy",
          "install",
          "uninstall",
          "module:list",
          "module:update",
          "module:generate",
          "ping",
          "inspect",
          "profile:cpu",
          "profile:mem",
          "report",
          "save",
          "resurrect",
          "cleardump",
          "update",
          "startup",
          "unstartup",
          "init",
          "get",
          "set",
          "multiset",
          "unset",
          "conf",
          "slist",
          "completion",
          "web",
          "key",
          "kill");

  private Commands() {}

  /** The command of that name or alias; null if there is none. */
  static @Nullable Command named(String name) {
    return switch (name) {
      case "start" -> new StartCommand();
      case "startOrRestart" -> new StartFileCommand(Mode.RESTART);
      case "startOrReload", "startOrGracefulReload" -> new StartFileCommand(Mode.RELOAD);
      case "stop" -> new ActionCommand(ActionCommand.Action.STOP);
      case "restart" -> new RestartCommand();
      case "reload", "gracefulReload", "softReload" -> new ReloadCommand();
      case "delete", "del" -> new ActionCommand(ActionCommand.Action.DELETE);
      case "reset" -> new ActionCommand(ActionCommand.Action.RESET);
      case "pause" -> new ActionCommand(ActionCommand.Action.PAUSE);
      case "resume" -> new ActionCommand(ActionCommand.Action.RESUME);
      case "monitor" -> new ActionCommand(ActionCommand.Action.MONITOR);
      case "unmonitor" -> new ActionCommand(ActionCommand.Action.UNMONITOR);
      case "trigger" -> new TriggerCommand();
      case "scale" -> new ScaleCommand();
      case "list", "ls", "ps", "l", "status" -> new ListCommand();
      case "jlist", "prettylist" -> new UnitsCommand(name.equals("jlist"));
      case "describe", "show", "info", "desc" -> new DescribeCommand();
      case "jobs" -> new JobsCommand();
      case "id" -> new IdCommand();
      case "pid" -> new PidCommand();
      case "env" -> new EnvCommand();
      case "sendSignal" -> new SignalCommand();
      case "send" -> new SendCommand();
      case "attach" -> new AttachCommand();
      case "logs", "log" -> new LogsCommand();
      case "flush" -> new FlushCommand();
      case "reloadLogs" -> new ReloadLogsCommand();
      case "loglevel" -> new LogLevelCommand();
      case "events" -> new EventsCommand();
      case "metrics" -> new MetricsCommand();
      case "ping" -> new PingCommand();
      case "inspect" -> new InspectCommand();
      case "profile:cpu", "profile:mem" -> new ProfileCommand(name.equals("profile:cpu"));
      case "report" -> new ReportCommand();
      case "kill" -> new KillCommand();
      case "serve", "expose" -> new ServeCommand();
      case "deploy" -> new DeployCommand();
      case "install", "module:install" -> new InstallCommand();
      case "uninstall", "module:uninstall" -> new UninstallCommand();
      case "module:list", "module:ls" -> new ModuleListCommand(false);
      case "plugin" -> new ModuleListCommand(true);
      case "module:update" -> new ModuleUpdateCommand();
      case "module:generate" -> new ModuleGenerateCommand();
      case "autoinstall" -> new AutoinstallCommand();
      case "save", "dump" -> new SaveCommand();
      case "resurrect" -> new ResurrectCommand();
      case "cleardump" -> new ClearDumpCommand();
      case "update", "updatePM2" -> new UpdateCommand();
      case "startup" -> new StartupCommand();
      case "unstartup" -> new UnstartupCommand();
      case "init", "ecosystem" -> new InitCommand();
      case "get" -> new GetCommand();
      case "set" -> new SetCommand();
      case "multiset" -> new MultisetCommand();
      case "unset" -> new UnsetCommand();
      case "conf", "config" -> new ConfCommand();
      case "slist", "sysinfos" -> new SystemInfoCommand();
      case "completion" -> new CompletionCommand();
      case "web" -> new WebCommand();
      case "key" -> new KeyCommand();
      case "monit", "dash", "dashboard", "imonit" -> new MonitCommand();
      default -> null;
    };
  }

  static List<Command> all() {
    var all = new ArrayList<Command>();
    for (var name : NAMES) {
      var command = named(name);
      if (command != null) {
        all.add(command);
      }
    }
    return all;
  }

  /** The known name or alias that looks most like a mistyped one. */
  static String nearest(String typed) {
    var known = new ArrayList<>(NAMES);
    all().forEach(command -> known.addAll(List.of(command.syntax().spec().aliases())));
    var nearest = known.getFirst();
    int least = Integer.MAX_VALUE;
    for (var name : known) {
      int distance = distance(typed, name);
      if (distance < least) {
        least = distance;
        nearest = name;
      }
    }
    return nearest;
  }

  /** How many letters must be changed, added or left out (Levenshtein). */
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (int to = 0; to < row.length; to++) {
      row[to] = to;
    }
    for (int from = 1; from <= one.length(); from++) {
      int diagonal = row[0];
      row[0] = from;
      for (int to = 1; to < row.length; to++) {
        int change = diagonal + (one.charAt(from - 1) == other.charAt(to - 1) ? 0 : 1);
        diagonal = row[to];
        row[to] = Math.min(change, Math.min(row[to], row[to - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
