package dev.troupe.http;

import dev.troupe.api.Acted;
import dev.troupe.api.ActionResults;
import dev.troupe.api.Apps;
import dev.troupe.api.Instances;
import dev.troupe.api.MemoryReport;
import dev.troupe.api.SendRequest;
import dev.troupe.api.StartRequest;
import dev.troupe.api.TriggerRequest;
import dev.troupe.api.TroubleReport;
import dev.troupe.api.UsageReport;
import dev.troupe.api.UsageTotal;
import dev.troupe.http.Control.Action;
import dev.troupe.http.access.Role;
import dev.troupe.model.AppSnapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;

/** Apps and their instances: what there is, and what can be done to it. */
final class AppRoutes {
  private static final String APPS = "/api/v1/apps";
  private static final String APP = APPS + "/{target}";
  private static final String TARGET = "target";
  private static final String ALL = "all";

  private final Control control;

  private AppRoutes(Control control) {
    this.control = control;
  }

  static List<Route> of(Control control) {
    var routes = new AppRoutes(control);
    return List.of(
        Route.get(APPS, routes::listApps, TARGET),
        Route.post(APPS, Route.Body.REQUIRED, routes::declare).needing(Role.ADMIN),
        Route.get(APP, routes::describe),
        Route.delete(APP, routes.acting(new Action.Delete())),
        Route.post(APP + "/start", Route.Body.OPTIONAL, routes.acting(AppRoutes::start)),
        Route.post(APP + "/restart", Route.Body.OPTIONAL, routes.acting(AppRoutes::restart)),
        Route.post(APP + "/reload", Route.Body.OPTIONAL, routes.acting(AppRoutes::reload)),
        Route.post(
            APP + "/reload/cancel", Route.Body.IGNORED, routes.acting(new Action.CancelReload())),
        Route.post(APP + "/stop", Route.Body.IGNORED, routes.acting(new Action.Stop())),
        Route.post(APP + "/pause", Route.Body.IGNORED, routes.acting(new Action.Pause())),
        Route.post(APP + "/resume", Route.Body.IGNORED, routes.acting(new Action.Resume())),
        Route.post(APP + "/monitor", Route.Body.IGNORED, routes.acting(new Action.Monitor(true))),
        Route.post(
            APP + "/unmonitor", Route.Body.IGNORED, routes.acting(new Action.Monitor(false))),
        Route.post(APP + "/trigger", Route.Body.REQUIRED, routes::trigger),
        Route.post(APP + "/reset", Route.Body.IGNORED, routes.acting(new Action.Reset())),
        Route.post(APP + "/scale", Route.Body.REQUIRED, routes.acting(AppRoutes::scale)),
        Route.post(APP + "/signal", Route.Body.REQUIRED, routes.acting(AppRoutes::signal)),
        Route.post(APP + "/send", Route.Body.REQUIRED, routes.acting(AppRoutes::send))
            .needing(Role.ADMIN),
        Route.get(APP + "/memory", routes::memory),
        Route.get(APP + "/trouble", routes::trouble),
        Route.get("/api/v1/usage", routes::usage, TARGET),
        Route.get("/api/v1/usage/total", routes::usageTotal, TARGET),
        Route.get("/api/v1/instances", routes::listInstances, TARGET));
  }

  private CompletionStage<HttpResponse> listApps(Call call) {
    return control
        .apps(call.query().getOrDefault(TARGET, ALL))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Found(var apps) -> found(call, apps);
                  case Reply.NotFound _ -> Answers.json(StatusCodes.OK, new Apps(List.of()));
                  case Reply.Refused refused -> Answers.refusal(refused);
                });
  }

  private CompletionStage<HttpResponse> describe(Call call) {
    return control
        .apps(call.target())
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Found(var apps) -> found(call, apps);
                  case Reply.Refused refused -> Answers.refusal(refused);
                });
  }

  private static HttpResponse found(Call call, List<AppSnapshot> apps) {
    return Answers.json(StatusCodes.OK, new Apps(Disclosure.to(call.caller().role(), apps)));
  }

  private CompletionStage<HttpResponse> usage(Call call) {
    return control
        .usage(call.query().getOrDefault(TARGET, ALL))
        .thenApply(series -> Answers.json(StatusCodes.OK, new UsageReport(series)));
  }

  private CompletionStage<HttpResponse> usageTotal(Call call) {
    return control
        .usage(call.query().getOrDefault(TARGET, ALL))
        .thenApply(series -> Answers.json(StatusCodes.OK, UsageTotal.of(series)));
  }

  private CompletionStage<HttpResponse> memory(Call call) {
    return control
        .memory(call.target())
        .thenApply(
            shares ->
                shares.isEmpty()
                    ? Answers.refusal(Translation.notFound(call.target()))
                    : Answers.json(StatusCodes.OK, new MemoryReport(shares)));
  }

  private CompletionStage<HttpResponse> trouble(Call call) {
    return control.apps(call.target()).thenCompose(this::trouble);
  }

  private CompletionStage<HttpResponse> trouble(Reply.ToQuery reply) {
    return switch (reply) {
      case Reply.Found(var apps) ->
          control
              .troubles(apps)
              .thenApply(found -> Answers.json(StatusCodes.OK, new TroubleReport(found)));
      case Reply.Refused refused -> CompletableFuture.completedFuture(Answers.refusal(refused));
    };
  }

  private CompletionStage<HttpResponse> listInstances(Call call) {
    return control
        .instances(call.query().getOrDefault(TARGET, ALL))
        .thenApply(
            reply ->
                switch (reply) {
                  case Reply.Acted(var rows, _) ->
                      Answers.json(StatusCodes.OK, new Instances(rows));
                  case Reply.NotFound _ -> Answers.json(StatusCodes.OK, new Instances(List.of()));
                  case Reply.Refused refused -> Answers.refusal(refused);
                });
  }

  private CompletionStage<HttpResponse> declare(Call call) {
    return with(
        call,
        fields ->
            new StartRequest(
                fields.objects("apps"),
                fields.absolutePath("cwd"),
                fields.texts("env"),
                fields.flag("force"),
                fields.choice("mode", StartRequest.Mode.START),
                fields.textIfAny("envName"),
                fields.numberIfAny("parallel")),
        request -> control.declare(request).thenApply(reply -> answer(StatusCodes.CREATED, reply)));
  }

  private Function<Call, CompletionStage<HttpResponse>> acting(Action action) {
    return call -> act(call, action);
  }

  private Function<Call, CompletionStage<HttpResponse>> acting(Function<Fields, Action> reader) {
    return call ->
        with(
            call,
            reader,
            action ->
                Disclosure.isForbidden(call.caller().role(), action)
                    ? CompletableFuture.completedFuture(
                        Answers.problem(
                            StatusCodes.FORBIDDEN, "env and changes: need a key that may admin"))
                    : act(call, action));
  }

  private CompletionStage<HttpResponse> act(Call call, Action action) {
    return control.act(call.target(), action).thenApply(reply -> answer(StatusCodes.OK, reply));
  }

  private static Action start(Fields fields) {
    return new Action.Start(fields.texts("env"), changes(fields));
  }

  private static Action restart(Fields fields) {
    return new Action.Restart(fields.texts("env"), changes(fields));
  }

  private static Action reload(Fields fields) {
    return new Action.Reload(fields.texts("env"), fields.numberIfAny("parallel"), changes(fields));
  }

  private static Control.Changes changes(Fields fields) {
    return new Control.Changes(fields.objectIfAny("changes"), fields.absolutePathIfAny("cwd"));
  }

  private static Action scale(Fields fields) {
    return new Action.Scale(fields.textOrNumber("instances"));
  }

  private CompletionStage<HttpResponse> trigger(Call call) {
    return with(
        call,
        fields -> new TriggerRequest(fields.text("action"), fields.anyIfAny("params")),
        request ->
            control
                .trigger(call.target(), request.action(), request.params())
                .thenApply(
                    reply ->
                        switch (reply) {
                          case Reply.Returned(var results) ->
                              Answers.json(StatusCodes.OK, new ActionResults(results));
                          case Reply.Refused refused -> Answers.refusal(refused);
                        }));
  }

  private static Action signal(Fields fields) {
    return new Action.Signal(fields.textOrNumber("signal"));
  }

  private static Action send(Fields fields) {
    return new Action.Send(new SendRequest(fields.text("line"), fields.textIfAny("end")).text());
  }

  /** Reads the body and goes on with what it says, or refuses it. */
  private static <T> CompletionStage<HttpResponse> with(
      Call call, Function<Fields, T> reader, Function<T, CompletionStage<HttpResponse>> next) {
    return switch (Fields.read(call.body(), reader)) {
      case Fields.Body.Valid(var value) -> next.apply(value);
      case Fields.Body.Wrong(var errors) ->
          CompletableFuture.completedFuture(Answers.refusal(new Reply.Invalid(errors)));
    };
  }

  private static HttpResponse answer(StatusCode success, Reply.ToAction reply) {
    return switch (reply) {
      case Reply.Acted(var instances, var warnings) ->
          Answers.json(success, new Acted(instances, warnings));
      case Reply.Refused refused -> Answers.refusal(refused);
    };
  }
}
