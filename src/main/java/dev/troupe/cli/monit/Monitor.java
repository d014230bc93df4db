package dev.troupe.cli.monit;

import dev.troupe.model.InstanceSummary;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.jline.terminal.Terminal;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The terminal dashboard at work. One thread owns the {@link Look} and draws; others read keys,
 * look at the daemon and listen to output, and hand over what they learned as changes of it.
 */
public final class Monitor {
  private static final long LOOK_MILLIS = 1000;
  private static final int LAST_LINES = 100;

  /** Output that comes faster than it can be drawn is left out. */
  private static final int MOST_WAITING = 1000;

  private final Terminal terminal;
  private final Source source;
  private final InstantSource clock;
  private final LinkedBlockingQueue<UnaryOperator<Look>> changes = new LinkedBlockingQueue<>();
  private volatile int watched = -1;
  private volatile boolean isOver;

  public Monitor(Terminal terminal, Source source, InstantSource clock) {
    this.terminal = terminal;
    this.source = source;
    this.clock = clock;
  }

  /** Works until the user quits. */
  public void run() throws InterruptedException {
    var before = terminal.enterRawMode();
    terminal.puts(Capability.enter_ca_mode);
    terminal.puts(Capability.cursor_invisible);
    terminal.handle(Terminal.Signal.WINCH, _ -> change(look -> look));
    terminal.handle(Terminal.Signal.INT, _ -> quit());
    var keys = Thread.ofPlatform().daemon().start(this::readKeys);
    try {
      Thread.ofVirtual().start(this::watch);
      Thread.ofVirtual().start(this::listen);
      draw();
    } finally {
      isOver = true;
      keys.join();
      terminal.puts(Capability.cursor_visible);
      terminal.puts(Capability.exit_ca_mode);
      terminal.setAttributes(before);
      terminal.flush();
    }
  }

  private void quit() {
    isOver = true;
    change(look -> look);
  }

  private void change(UnaryOperator<Look> change) {
    changes.add(change);
  }

  private void draw() throws InterruptedException {
    var display = new Display(terminal, true);
    var look = Look.FIRST;
    while (!isOver) {
      var size = terminal.getSize();
      display.resize(size);
      var screen = new Screen(size.getColumns(), size.getRows());
      display.update(screen.draw(look, clock.instant()), 0);
      look = changes.take().apply(look);
      for (var more = changes.poll(); more != null; more = changes.poll()) {
        look = more.apply(look);
      }
      attend(look.selected());
    }
  }

  /** Another instance was chosen: its facts and last lines are wanted. */
  private void attend(int instance) {
    if (instance != watched) {
      watched = instance;
      Thread.ofVirtual().start(() -> learn(instance));
    }
  }

  private void learn(int instance) {
    try {
      var lines = source.lastLines(instance, LAST_LINES);
      change(look -> look.hearing(instance, lines));
      var facts = source.details(instance);
      change(look -> look.knowing(instance, facts));
    } catch (IOException e) {
      change(look -> look.noting(String.valueOf(e.getMessage())));
    }
  }

  private void watch() {
    while (!isOver) {
      try {
        List<InstanceSummary> rows = source.instances();
        var line = MachineLine.of(source.host());
        change(look -> look.seeing(rows, line));
        int instance = watched;
        var facts = source.details(instance);
        change(look -> look.knowing(instance, facts));
      } catch (IOException _) {
        change(Look::alone);
      }
      pause();
    }
  }

  private void listen() {
    while (!isOver) {
      try {
        source.follow(
            line -> {
              if (line.instance() == watched && changes.size() < MOST_WAITING) {
                change(look -> look.hearing(line.instance(), List.of(line.text())));
              }
            });
      } catch (IOException _) {
        // The header says that the daemon does not answer.
      }
      pause();
    }
  }

  private void readKeys() {
    var keyboard = new Keyboard(terminal.reader());
    try {
      while (!isOver) {
        keyboard.next().ifPresent(key -> change(look -> react(key, look)));
      }
    } catch (IOException _) {
      quit();
    }
  }

  private Look react(Key key, Look look) {
    var reaction = Reaction.to(key, look);
    switch (reaction.wish()) {
      case Wish.None _ -> {
        // The look says it all.
      }
      case Wish.Quit _ -> isOver = true;
      case Wish.Action action -> Thread.ofVirtual().start(() -> carryOut(action));
    }
    return reaction.look();
  }

  private void carryOut(Wish.Action action) {
    try {
      var said = source.carryOut(action);
      change(look -> look.noting(said));
    } catch (IOException e) {
      change(look -> look.noting(String.valueOf(e.getMessage())));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
