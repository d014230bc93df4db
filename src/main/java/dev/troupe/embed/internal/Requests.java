package dev.troupe.embed.internal;

import dev.troupe.config.Declaration;
import dev.troupe.embed.Answer;
import dev.troupe.embed.AppDeclaration;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor;
import dev.troupe.supervision.Supervisor;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Requests in the words of the supervision, and its answers in those of the public API. */
final class Requests {
  /** Of apps that say nothing of files, under a supervisor without a home. */
  private static final Map<String, @Nullable Object> NO_FILES =
      Map.of("out_file", "/dev/null", "error_file", "/dev/null", "pid_file", "/dev/null");

  private final TroupeSettings settings;
  private final Outside outside;

  Requests(TroupeSettings settings, Outside outside) {
    this.settings = settings;
    this.outside = outside;
  }

  /** The same request; its answer is heard by another. */
  Supervisor.Command of(TroupeSupervisor.Request request, ActorRef<Supervisor.Answer> to) {
    return switch (request) {
      case TroupeSupervisor.Declare(var apps, var ifKnown, _) -> declare(apps, ifKnown, to);
      case TroupeSupervisor.Restart(var target, _) -> new Supervisor.Start(target, Map.of(), to);
      case TroupeSupervisor.Stop(var target, _) -> new Supervisor.Stop(target, to);
      case TroupeSupervisor.Delete(var target, _) -> new Supervisor.Delete(target, to);
      case TroupeSupervisor.Reload(var target, int parallel, _) ->
          new Supervisor.Reload(target, Map.of(), parallel, to);
      case TroupeSupervisor.CancelReload(var target, _) -> new Supervisor.CancelReload(target, to);
      case TroupeSupervisor.Scale(var target, int instances, _) ->
          new Supervisor.Scale(target, Integer.toString(instances), to);
      case TroupeSupervisor.ScaleBy(var target, int change, _) ->
          new Supervisor.Scale(target, "%+d".formatted(change), to);
      case TroupeSupervisor.SendSignal(var target, var signal, _) ->
          new Supervisor.Signal(target, signal, to);
      case TroupeSupervisor.SendLine(var target, var line, _) ->
          new Supervisor.Send(target, line + "\n", to);
      case TroupeSupervisor.Pause(var target, _) -> new Supervisor.Pause(target, to);
      case TroupeSupervisor.Resume(var target, _) -> new Supervisor.Resume(target, to);
      case TroupeSupervisor.Reset(var target, _) -> new Supervisor.Reset(target, to);
      case TroupeSupervisor.Trigger(var target, var action, var params, _) ->
          new Supervisor.Trigger(target, action, params, to);
      case TroupeSupervisor.Shutdown _ -> new Supervisor.Shutdown(to);
      case TroupeSupervisor.AwaitStart _ ->
          throw new IllegalArgumentException("the root answers this itself");
    };
  }

  Supervisor.Command declare(
      List<AppDeclaration> apps, TroupeSupervisor.IfKnown ifKnown, ActorRef<Supervisor.Answer> to) {
    return new Supervisor.DeclareInWords(
        words(apps),
        settings.cwd(),
        settings.env(),
        null,
        Supervisor.IfKnown.valueOf(ifKnown.name()),
        0,
        to);
  }

  /** As a process file has them. */
  List<Map<String, Object>> words(List<AppDeclaration> apps) {
    return apps.stream().map(outside.declared()).map(this::words).toList();
  }

  private Map<String, Object> words(AppDeclaration app) {
    return settings.home().isPresent() ? app.fields() : withoutFiles(app.fields());
  }

  private static Map<String, Object> withoutFiles(Map<String, Object> fields) {
    var unsaid = Declaration.overlaid(Map.of(), NO_FILES);
    return Declaration.overlaid(unsaid, Map.copyOf(fields));
  }

  /** An answer as others know it. */
  static Answer answer(Supervisor.Answer answer) {
    return switch (answer) {
      case Supervisor.Answer.Acted(var apps, var problems, var warnings) when problems.isEmpty() ->
          new Answer.Done(apps, warnings);
      case Supervisor.Answer.Acted(var apps, var problems, _) -> new Answer.Failed(apps, problems);
      case Supervisor.Answer.Returned(var results) -> new Answer.Returned(results);
      case Supervisor.Answer.NotFound(var target) -> new Answer.NotFound(target);
      case Supervisor.Answer.Conflict(var reason) -> new Answer.Conflict(reason);
      case Supervisor.Answer.Invalid(var reasons) -> new Answer.Invalid(reasons);
    };
  }
}
