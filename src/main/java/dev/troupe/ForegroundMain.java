package dev.troupe;

import dev.troupe.cli.CommandLineProgram;
import dev.troupe.cli.Foreground;
import dev.troupe.cli.Service;
import dev.troupe.model.OutputName;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Command line and daemon in one process: a container's first one, or a developer's. */
final class ForegroundMain {
  private ForegroundMain() {}

  /** Returns the exit code, once the daemon has ended if there was one. */
  static int run(String... args) {
    return switch (CommandLineProgram.foreground(args)) {
      case Foreground.Plan.Over(int exitCode) -> exitCode;
      case Foreground.Plan.Run(var foreground) -> run(foreground);
      case Foreground.Plan.Serve(var service) -> serve(service);
    };
  }

  private static int serve(Service service) {
    Thread.ofPlatform().daemon().name("service").start(service);
    DaemonMain.work(service.home(), null);
    return 0;
  }

  private static int run(Foreground foreground) {
    var exitCode = new AtomicInteger();
    DaemonMain.work(foreground.home(), new Attendant(foreground, exitCode));
    return exitCode.get();
  }

  /** Hands on what the daemon tells. */
  private record Attendant(Foreground foreground, AtomicInteger exitCode) implements Companion {
    @Override
    public void show(Instant at, String app, int instance, OutputName output, String text) {
      foreground.show(at, app, instance, output, text);
    }

    @Override
    public void attend() {
      foreground.attend().ifPresent(this::end);
    }

    @Override
    public void isReachable() {
      foreground.isReachable();
    }

    private void end(int code) {
      exitCode.set(code);
      foreground.endDaemon();
    }
  }
}
