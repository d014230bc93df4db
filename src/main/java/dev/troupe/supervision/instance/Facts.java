package dev.troupe.supervision.instance;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.Readiness;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.saved.Identity;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What lasts from one {@link Phase} of an instance to the next.
 *
 * @param spec what is wanted of the present child, or of the next one
 * @param awaitEnd those who want to hear once it rests
 * @param monitored as in {@link dev.troupe.model.InstanceSnapshot}
 * @param isSuperseded whether its id is another generation's from now on, so that nobody is told
 *     that it is deleted when it goes
 */
record Facts(
    AppSpec spec,
    Identity identity,
    RestartHistory history,
    Traces traces,
    Waiting awaitEnd,
    @Nullable Boolean monitored,
    boolean isSuperseded) {

  Facts wanting(AppSpec newSpec) {
    return new Facts(newSpec, identity, history, traces, awaitEnd, monitored, isSuperseded);
  }

  /** What a start wants, and why it is wanted. */
  Facts following(Instance.Start start) {
    return wanting(start.spec()).with(history.because(start.reason()));
  }

  Facts with(RestartHistory newHistory) {
    return new Facts(spec, identity, newHistory, traces, awaitEnd, monitored, isSuperseded);
  }

  Facts with(Traces newTraces) {
    return new Facts(spec, identity, history, newTraces, awaitEnd, monitored, isSuperseded);
  }

  Facts awaitedBy(ActorRef<Instance.Reply> another) {
    return new Facts(
        spec, identity, history, traces, awaitEnd.and(another), monitored, isSuperseded);
  }

  Facts monitored(boolean isWished) {
    return new Facts(spec, identity, history, traces, awaitEnd, isWished, isSuperseded);
  }

  Facts awaitedByNobody() {
    return new Facts(spec, identity, history, traces, Waiting.NOBODY, monitored, isSuperseded);
  }

  Facts superseded() {
    return new Facts(spec, identity, history, traces, awaitEnd, monitored, true);
  }

  Readiness readiness() {
    return spec.service().readiness();
  }

  /** Whether its children are workers of Node's cluster. */
  boolean isCluster() {
    return spec.program().isNode() && spec.execMode() == ExecMode.CLUSTER;
  }

  /** Whether its children are expected to tell of themselves, as sd_notify(3) does. */
  boolean notifies() {
    return readiness().sign() == Readiness.Sign.NOTIFY || spec.service().watchdog() != null;
  }

  boolean inheritsSockets() {
    return !spec.service().sockets().isEmpty();
  }

  @Nullable ProcessId lastChild() {
    return traces.lastChild();
  }
}
