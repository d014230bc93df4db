package dev.troupe.cli;

import java.util.ArrayList;
import java.util.List;

/** {@code stop}, {@code delete}, {@code reset} and the like: one word for one request. */
final class ActionCommand implements Command {
  private final Action action;

  ActionCommand(Action action) {
    this.action = action;
  }

  /** What is done. */
  enum Action {
    STOP("stop", "Stop apps; they stay in the list.", "Stopped"),
    DELETE("delete", "Stop apps and forget them.", "Deleted"),
    RESET("reset", "Set the counters of apps back to 0.", "Reset"),
    PAUSE("pause", "Hold apps and all they have started until they are resumed.", "Paused"),
    RESUME("resume", "Let paused apps go on.", "Resumed"),
    MONITOR("monitor", "Mark apps as monitored, for PM2's tools.", "Marked as monitored"),
    UNMONITOR("unmonitor", "Take that mark away.", "Marked as not monitored");

    private final String word;
    private final String summary;
    private final String done;

    Action(String word, String summary, String done) {
      this.word = word;
      this.summary = summary;
      this.done = done;
    }

    private String[] names() {
      return this == DELETE ? new String[] {word, "del"} : new String[] {word};
    }
  }

  @Override
  public Syntax syntax() {
    var name = action.word;
    var syntax =
        new Syntax(action.summary, action.names())
            .words(
                "TARGET",
                1,
                Syntax.MANY,
                "Name, id, namespace, /pattern/, all, or a process file (- is standard input).")
            .examples(name + " api", name + " 0 1", name + " all");
    // PM2's stop --watch ends watching too, which every stop does.
    return action == Action.STOP || action == Action.DELETE
        ? syntax
            .value("NAMES", "Only these apps of a process file, or instances of a name.", "--only")
            .hidden(false, "--watch")
        : syntax;
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var targets = new Targets(session, action.done);
    for (var target : targets(arguments, session)) {
      targets.ask(daemon -> request(daemon, target));
    }
    return targets.finish();
  }

  private Reply request(Daemon daemon, String target) throws CommandFailure {
    return switch (action) {
      case DELETE -> daemon.delete(target);
      case STOP, RESET, PAUSE, RESUME, MONITOR, UNMONITOR -> daemon.act(target, action.word, null);
    };
  }

  private List<String> targets(Arguments arguments, Session session) throws CommandFailure {
    var targets = new ArrayList<String>();
    for (var word : arguments.words()) {
      if (Declarations.isProcessFile(word)) {
        targets.addAll(managed(new Declarations(arguments, session).names(word), session));
      } else {
        targets.addAll(new TargetWords(arguments, session).of(word));
      }
    }
    return targets;
  }

  /** Of the apps of a process file those that are there to be stopped or deleted (PM2's rule). */
  private List<String> managed(List<String> names, Session session) throws CommandFailure {
    var rows = session.daemon().instances();
    var managed = new ArrayList<String>();
    for (var name : names) {
      if (rows.stream().anyMatch(row -> row.name().equals(name))) {
        managed.add(name);
      } else {
        session.console().warn(name + " is not managed: there is nothing to " + action.word);
      }
    }
    return managed;
  }
}
