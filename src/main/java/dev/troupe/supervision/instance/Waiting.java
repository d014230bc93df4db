package dev.troupe.supervision.instance;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Those whose request is under way. */
record Waiting(List<ActorRef<Instance.Reply>> refs) {
  static final Waiting NOBODY = new Waiting(List.of());

  Waiting {
    refs = List.copyOf(refs);
  }

  static Waiting only(ActorRef<Instance.Reply> replyTo) {
    return new Waiting(List.of(replyTo));
  }

  Waiting and(ActorRef<Instance.Reply> another) {
    var all = new ArrayList<>(refs);
    all.add(another);
    return new Waiting(all);
  }

  boolean isEmpty() {
    return refs.isEmpty();
  }

  void tell(Instance.Reply reply) {
    refs.forEach(ref -> ref.tell(reply));
  }
}
