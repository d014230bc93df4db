package dev.troupe.http;

import dev.troupe.api.Job;
import dev.troupe.api.JobRun;
import dev.troupe.api.Jobs;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.PastExit;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** What the clock starts, and how it went. */
final class JobRoutes {
  private static final String TARGET = "target";

  private final Control control;

  private JobRoutes(Control control) {
    this.control = control;
  }

  static List<Route> of(Control control) {
    return List.of(Route.get("/api/v1/jobs", new JobRoutes(control)::list, TARGET));
  }

  private CompletionStage<HttpResponse> list(Call call) {
    return control
        .apps(call.query().getOrDefault(TARGET, "all"))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Found(var apps) -> Answers.json(StatusCodes.OK, jobs(apps));
                  case Reply.NotFound _ when !call.query().containsKey(TARGET) ->
                      Answers.json(StatusCodes.OK, new Jobs(List.of()));
                  case Reply.Refused refused -> Answers.refusal(refused);
                });
  }

  private static Jobs jobs(List<AppSnapshot> apps) {
    return new Jobs(
        apps.stream()
            .flatMap(JobRoutes::jobs)
            .sorted(Comparator.comparingInt(Job::instance))
            .toList());
  }

  private static Stream<Job> jobs(AppSnapshot app) {
    var cron = app.spec().schedule().cron();
    return cron == null
        ? Stream.of()
        : app.instances().stream().map(instance -> job(app, cron, instance));
  }

  private static Job job(AppSnapshot app, String cron, InstanceSnapshot instance) {
    return new Job(
        app.spec().name(),
        instance.id(),
        cron,
        app.spec().schedule().zone(),
        app.nextDue(),
        instance.state(),
        instance.pid() == null ? null : instance.startedAt(),
        instance.exits().stream().map(JobRoutes::run).toList());
  }

  private static JobRun run(PastExit exit) {
    return new JobRun(exit.at().minus(exit.uptime()), exit.uptime(), exit.status());
  }
}
