package dev.troupe.cli;

import dev.troupe.api.DaemonInfo;
import dev.troupe.api.Version;
import dev.troupe.pm2.Palette;
import dev.troupe.pm2.Pm2Table;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code report}: what somebody who helps needs to know, as a fenced block of text. */
final class ReportCommand implements Command, NeedsNoArguments {
  private static final int LOG_LINES = 20;

  @Override
  public Syntax syntax() {
    return new Syntax("Print what to send along with a question.", "report").examples("report");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var text = new StringBuilder("```\n");
    section(text, "Daemon");
    daemon(text, session.daemon().info());
    section(text, "CLI");
    cli(text, session);
    section(text, "System info");
    system(text);
    section(text, "PM2 list");
    var rows = Session.byName(session.daemon().instances());
    var table = new Pm2Table(Palette.PLAIN, Pm2Table.UNLIMITED, session.clock().instant());
    text.append(table.draw(rows));
    section(text, "Daemon logs");
    log(text, LogTail.lines(session.home().daemonLog(), 0, LOG_LINES));
    session.console().show(text.append("```\n").toString());
    return ExitCode.OK;
  }

  private static void section(StringBuilder text, String title) {
    text.append("--- ").append(title).append(' ').append("-".repeat(74 - title.length()));
    text.append('\n');
  }

  private static void daemon(StringBuilder text, DaemonInfo info) {
    field(text, "version", info.version());
    field(text, "pid", info.pid());
    field(text, "started at", info.startedAt());
    field(text, "home", info.home());
    field(text, "engine", info.engine() + " (" + info.engineReason() + ")");
    field(text, "address", info.address() == null ? info.addressProblem() : info.address());
  }

  private static void cli(StringBuilder text, Session session) {
    field(text, "version", Version.text());
    field(text, "called as", session.caller().program());
    field(text, "installed in", session.caller().root());
    field(text, "class archive", session.installation().archive());
    field(text, "java", Runtime.version());
    field(text, "java home", System.getProperty("java.home"));
    field(text, "user", session.owner());
    field(text, "working directory", session.caller().cwd());
  }

  private static void system(StringBuilder text) {
    for (var fact : SystemInfo.read(Path.of("/proc")).entrySet()) {
      field(text, fact.getKey(), fact.getValue());
    }
  }

  private static void log(StringBuilder text, List<String> lines) {
    for (var line : lines) {
      text.append(line).append('\n');
    }
  }

  private static void field(StringBuilder text, String name, @Nullable Object value) {
    text.append(name).append(" ".repeat(20 - name.length())).append(" : ");
    text.append(value == null ? "none" : value).append('\n');
  }
}
