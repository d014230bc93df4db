package example;

import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import java.util.function.Consumer;

/** What this application makes of a worker that has crashed. */
final class Crashes {
  private final Consumer<String> alarm;

  /**
   * @param alarm hears of each crash
   */
  Crashes(Consumer<String> alarm) {
    this.alarm = alarm;
  }

  void hear(Event event) {
    if (event instanceof Event.Exited(_, var app, int instance, _, ExitStatus.Exited(int code), boolean crashed)
        && crashed) {
      alarm.accept("%s %d has crashed with exit code %d".formatted(app, instance, code));
    }
    if (event instanceof Event.GaveUp(_, var app, int instance, var reason)) {
      alarm.accept("%s %d will not come back: %s".formatted(app, instance, reason));
    }
  }
}
