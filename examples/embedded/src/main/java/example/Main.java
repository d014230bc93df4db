package example;

import dev.troupe.embed.Answer;
import dev.troupe.embed.Troupe;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A Pekko application with workers in another language: they are started with it and end with it.
 * It takes the commands {@code list}, {@code crash} and {@code reload}, from its arguments or else
 * from standard input.
 */
public final class Main {
  private final Troupe troupe;
  private final CountDownLatch crashed = new CountDownLatch(1);

  private Main(ActorSystem<?> system) {
    troupe = Troupe.get(system);
    troupe.logs().runForeach(line -> say(line.app() + " | " + line.text()), system);
    troupe.events().runForeach(new Crashes(this::alarm)::hear, system);
  }

  public static void main(String[] args) throws Exception {
    var system = ActorSystem.create(Behaviors.empty(), "host");
    try {
      new Main(system).run(args);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().get(1, TimeUnit.MINUTES);
    }
  }

  private void run(String[] args) throws Exception {
    done(troupe.started().toCompletableFuture().get(1, TimeUnit.MINUTES));
    if (args.length == 0) {
      var input = new Scanner(System.in);
      while (input.hasNext()) {
        carryOut(input.next());
      }
    }
    for (var command : args) {
      carryOut(command);
    }
  }

  private void carryOut(String command) throws Exception {
    say("> " + command);
    switch (command) {
      case "list" -> list();
      case "crash" -> {
        done(troupe.sendLine("worker:0", "crash").toCompletableFuture().get(1, TimeUnit.MINUTES));
        if (!crashed.await(10, TimeUnit.SECONDS)) {
          throw new IllegalStateException("nobody has heard of the crash");
        }
      }
      case "reload" ->
          done(troupe.reload("worker").toCompletableFuture().get(1, TimeUnit.MINUTES));
      default -> say("there is list, crash and reload");
    }
  }

  private void list() throws Exception {
    for (var app : troupe.list().toCompletableFuture().get(10, TimeUnit.SECONDS)) {
      for (var one : app.instances()) {
        say(
            "  %s %d: %s, pid %s, %d restarts"
                .formatted(app.spec().name(), one.id(), one.state(), one.pid(), one.restarts()));
      }
    }
  }

  private static void done(Answer answer) {
    answer.orThrow();
  }

  private void alarm(String text) {
    say("! " + text);
    crashed.countDown();
  }

  private static synchronized void say(String text) {
    System.out.println(text);
  }
}
