package dev.troupe.embed.internal;

import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor.Command;
import dev.troupe.logs.HostName;
import dev.troupe.notify.HookWorld;
import dev.troupe.notify.Hooks;
import dev.troupe.notify.Origin;
import dev.troupe.notify.Webhooks;
import dev.troupe.supervision.Supervisor;
import dev.troupe.supervision.journal.Announcer;
import dev.troupe.supervision.journal.Journal;
import dev.troupe.supervision.surroundings.Surroundings;
import dev.troupe.supervision.surroundings.Upkeep;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A supervisor and the actors that it cannot be without.
 *
 * @param members all of them
 */
record Household(
    ActorRef<Supervisor.Command> supervisor,
    ActorRef<Announcer.Command> announcer,
    List<ActorRef<?>> members) {

  Household {
    members = List.copyOf(members);
  }

  /** Events that wait for a slow disk; the others are dropped. */
  private static final int WAITING_EVENTS = 10_000;

  /**
   * Spawns them.
   *
   * @param number tells them apart from those before
   * @param blocking runs what blocks
   * @param letGo what a supervisor that fails does first
   */
  static Household found(
      ActorContext<Command> context,
      long number,
      Estate.Premises premises,
      TroupeSettings settings,
      Outside outside,
      Feeds feeds,
      Executor blocking,
      Runnable letGo) {
    var spawner = new Spawner(context, settings, number, new ArrayList<>());
    var journal = spawner.journal(premises.quarters());
    var announcer = spawner.spawn(Announcer.create(premises.lastEvent(), journal), "announcer");
    var machine = premises.machine();
    var hooks = spawner.hooks(premises, outside, blocking);
    spawner.webhooks(premises, outside, announcer);
    var ports =
        spawner.spawn(premises.heritage().ports(machine.sockets(), premises.ledger()), "ports");
    var around =
        new Surroundings(
            machine,
            Estate.outputs(machine, feeds),
            ports,
            outside.clock(),
            blocking,
            settings.usageInterval(),
            premises.files(),
            premises.files().own().toString(),
            Runtime.getRuntime().availableProcessors(),
            event -> {
              feeds.announce(event);
              announcer.tell(new Announcer.Announce(event));
            },
            premises.ledger(),
            new Upkeep(settings.timeZone(), premises.lookout()),
            call -> hooks.tell(new Hooks.Run(call)));
    Behavior<Supervisor.Command> supervisor =
        Behaviors.intercept(
            () -> new Shield(letGo), Supervisor.create(around, premises.heritage()));
    return new Household(spawner.spawn(supervisor, "supervisor"), announcer, spawner.members());
  }

  /**
   * Puts each on the dispatcher that is meant for it.
   *
   * @param members those that it has spawned
   */
  private record Spawner(
      ActorContext<Command> context,
      TroupeSettings settings,
      long number,
      List<ActorRef<?>> members) {
    <T> ActorRef<T> spawn(Behavior<T> behavior, String name) {
      return spawn(behavior, name, DispatcherSelector.fromConfig(settings.dispatcher()));
    }

    private <T> ActorRef<T> spawn(Behavior<T> behavior, String name, Props props) {
      var member = context.spawn(behavior, name + "-" + number, props);
      members.add(member);
      return member;
    }

    /** Runs the commands of apps. */
    ActorRef<Hooks.Command> hooks(Estate.Premises premises, Outside outside, Executor blocking) {
      var home = premises.files().own().toString();
      var run = UUID.randomUUID().toString();
      var world = new HookWorld(premises.machine(), outside.clock(), blocking, home, run);
      return spawn(Hooks.create(world), "hooks");
    }

    /** Tells those outside who are configured. */
    void webhooks(
        Estate.Premises premises, Outside outside, ActorRef<Announcer.Command> announcer) {
      if (!settings.webhooks().isEmpty()) {
        var origin = new Origin(HostName.ofThisMachine(), premises.files().own().toString());
        var behavior = Webhooks.create(settings.webhooks(), origin, outside.clock());
        announcer.tell(new Announcer.Subscribe(spawn(behavior, "webhooks")));
      }
    }

    /** It writes files, so it is where one may block. */
    ActorRef<Journal.Command> journal(Quarters quarters) {
      return quarters instanceof Quarters.Home home
          ? spawn(
              Journal.create(home.layout().events()),
              "journal",
              MailboxSelector.bounded(WAITING_EVENTS)
                  .withNext(DispatcherSelector.fromConfig(settings.blockingDispatcher())))
          : spawn(Journal.ofNothing(), "journal");
    }
  }
}
