package dev.troupe.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;

/**
 * What one request comes down to: the roster as it is from now on, and what to tell which app.
 *
 * @param roster knows every instance that will reply
 */
record Errands(Roster roster, List<Errand> list) {

  /**
   * One message to one app.
   *
   * @param replies how many instances will reply to it
   * @param message made once it is known who gathers the replies
   */
  record Errand(
      ActorRef<App.Command> app,
      int replies,
      Function<ActorRef<Instance.Reply>, App.Command> message) {}

  static Errands none(Roster roster) {
    return new Errands(roster, List.of());
  }

  Errands with(Roster newer) {
    return new Errands(newer, list);
  }

  Errands and(
      ActorRef<App.Command> app,
      int replies,
      Function<ActorRef<Instance.Reply>, App.Command> message) {
    var all = new ArrayList<>(list);
    all.add(new Errand(app, replies, message));
    return new Errands(roster, all);
  }

  /** The same request to one instance. */
  Errands to(
      Roster.Entry entry, int id, Function<ActorRef<Instance.Reply>, Instance.Request> request) {
    return and(entry.app(), 1, replyTo -> new App.ToInstance(id, request.apply(replyTo)));
  }

  /** From now on this is wanted of the app; it does not reply. */
  Errands want(Roster.Entry entry) {
    return with(roster.with(entry)).and(entry.app(), 0, _ -> new App.Want(entry.spec()));
  }

  int replies() {
    return list.stream().mapToInt(Errand::replies).sum();
  }

  void run(ActorRef<Instance.Reply> replyTo) {
    list.forEach(errand -> errand.app().tell(errand.message().apply(replyTo)));
  }
}
