package dev.troupe.testkit;

import com.typesafe.config.Config;
import dev.troupe.embed.Troupe;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.embed.TroupeSupervisor;
import dev.troupe.embed.internal.Outside;
import dev.troupe.embed.internal.Root;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.typed.Behavior;

/**
 * A supervisor for tests: its children do what the test says, and time passes when it says so.
 *
 * <pre>{@code
 * var kit = ActorTestKit.create(TroupeTestKit.config());
 * var testKit = TroupeTestKit.create(kit);
 * var troupe = testKit.spawn();
 * troupe.start(AppDeclaration.of("worker", "worker.py").restartDelay(Duration.ofSeconds(5)));
 * testKit.launcher().nextChild().exits(1);
 * testKit.time().passes(Duration.ofSeconds(5));
 * }</pre>
 *
 * <p>What actors do about it takes a moment: wait for the event or the next child, as with all
 * actors.
 */
public final class TroupeTestKit {
  private final ActorTestKit kit;
  private final MovedTime time;
  private final FakeLauncher launcher = new FakeLauncher();
  private final FakeFiles files = new FakeFiles();

  private TroupeTestKit(ActorTestKit kit) {
    this.kit = kit;
    this.time = new MovedTime(ManualTime.get(kit.system()));
  }

  /** {@return what the actor system must be configured with, so that its time can be moved} */
  public static Config config() {
    return ManualTime.config();
  }

  /**
   * One with a machine and a clock of its own.
   *
   * @param kit created with {@link #config()}
   * @return the testkit
   */
  public static TroupeTestKit create(ActorTestKit kit) {
    return new TroupeTestKit(kit);
  }

  /** {@return the machine} */
  public FakeLauncher launcher() {
    return launcher;
  }

  /** {@return the files that apps watch} */
  public FakeFiles files() {
    return files;
  }

  /** {@return the clock, and the timers of the actor system} */
  public MovedTime time() {
    return time;
  }

  /**
   * In place of {@link TroupeSupervisor#create}.
   *
   * @param settings how it is to behave
   * @return what to spawn
   */
  public Behavior<TroupeSupervisor.Command> supervisor(TroupeSettings settings) {
    return Root.create(
        settings,
        new Outside(
            (_, pipes, _) -> launcher.engine(pipes), time, files::watcher, FakeLauncher::relieved));
  }

  /**
   * Spawns a supervisor of nothing yet, with the settings of the system's configuration.
   *
   * @return what to ask it by
   */
  public Troupe spawn() {
    return spawn(TroupeSettings.create(kit.system()));
  }

  /**
   * Spawns a supervisor.
   *
   * @param settings how it is to behave
   * @return what to ask it by
   */
  public Troupe spawn(TroupeSettings settings) {
    return Troupe.of(kit.spawn(supervisor(settings)), kit.system());
  }
}
