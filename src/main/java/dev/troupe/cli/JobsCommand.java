package dev.troupe.cli;

import dev.troupe.api.Job;
import dev.troupe.api.Jobs;
import dev.troupe.pm2.JobTable;
import java.time.Duration;

/** {@code jobs}: what the clock starts, and how it went. */
final class JobsCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Show what the clock starts, and its last runs.", "jobs")
        .words("TARGET", 0, 1, "Name, id, namespace or /pattern/; else all.")
        .flag("Print JSON in place of the table.", "--json")
        .examples("jobs", "jobs backup", "jobs --json");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var target = arguments.words().isEmpty() ? "" : "?target=" + encoded(arguments);
    var reply = session.daemon().get("/jobs" + target);
    var jobs = reply.as(Jobs.class);
    if (arguments.has("--json")) {
      session.console().write(reply.body() + "\n");
    } else if (jobs.jobs().isEmpty()) {
      session.console().say("No app has a schedule (cron_restart)");
    } else {
      session.console().show(draw(jobs, session));
    }
    return ExitCode.OK;
  }

  private static String encoded(Arguments arguments) {
    return Daemon.encoded(arguments.words().getFirst());
  }

  private static String draw(Jobs jobs, Session session) {
    var table = new JobTable(session.console().palette());
    for (var job : jobs.jobs()) {
      add(table, job, session);
    }
    return table.draw();
  }

  private static void add(JobTable table, Job job, Session session) {
    var cron = job.zone() == null ? job.cron() : job.cron() + " in " + job.zone();
    var since = job.runningSince();
    if (since != null) {
      var time = Duration.between(since, session.clock().instant());
      table.addRunning(job.instance(), job.app(), cron, since, time, job.nextDue());
    } else if (job.runs().isEmpty()) {
      table.addIdle(job.instance(), job.app(), cron, job.nextDue());
    }
    for (var run : job.runs()) {
      table.addEnded(
          job.instance(),
          job.app(),
          cron,
          run.startedAt(),
          run.duration(),
          run.status(),
          job.nextDue());
    }
  }
}
