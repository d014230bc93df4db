package dev.troupe.supervision.instance;

import dev.troupe.model.ProbeRules;
import dev.troupe.os.Prober;
import dev.troupe.policy.ProbeStreak;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;

/** Asks one child again and again how it is, until it is stopped. */
final class Probe {

  sealed interface Command {}

  private record Due() implements Command {}

  private record Answered(Prober.Answer answer) implements Command {}

  /**
   * An answer, and what it shows together with those before it.
   *
   * @param probe who asked
   */
  record Report(ActorRef<Command> probe, Prober.Answer answer, ProbeStreak.Verdict verdict) {}

  private final Supplier<CompletionStage<Prober.Answer>> question;
  private final ProbeRules rules;
  private final ActorRef<Report> owner;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;

  private Probe(
      Supplier<CompletionStage<Prober.Answer>> question,
      ProbeRules rules,
      ActorRef<Report> owner,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    this.question = question;
    this.rules = rules;
    this.owner = owner;
    this.context = context;
    this.timers = timers;
  }

  /**
   * Asks for the first time after the rules' initial delay.
   *
   * @param question asks once; never fails
   */
  static Behavior<Command> create(
      Supplier<CompletionStage<Prober.Answer>> question, ProbeRules rules, ActorRef<Report> owner) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startSingleTimer(new Due(), rules.initialDelay());
                  return new Probe(question, rules, owner, context, timers).after(ProbeStreak.NONE);
                }));
  }

  private Behavior<Command> after(ProbeStreak streak) {
    return Behaviors.receiveMessage(
        command ->
            switch (command) {
              case Due _ -> {
                ask();
                yield Behaviors.same();
              }
              case Answered(var answer) -> {
                var next = streak.and(answer instanceof Prober.Answer.Healthy);
                owner.tell(new Report(context.getSelf(), answer, next.verdict(rules)));
                timers.startSingleTimer(new Due(), rules.interval());
                yield after(next);
              }
            });
  }

  private void ask() {
    context.pipeToSelf(
        question.get(),
        (answer, failure) ->
            new Answered(
                answer != null
                    ? answer
                    : new Prober.Answer.Unhealthy(Duration.ZERO, String.valueOf(failure))));
  }
}
