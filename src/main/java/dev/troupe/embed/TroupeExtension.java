package dev.troupe.embed;

import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.ExtensionId;

/**
 * What {@link Troupe} is known by as an extension. Where it is named in the configuration, the
 * supervisor starts with the system:
 *
 * <pre>{@code
 * pekko.actor.typed.extensions += "dev.troupe.embed.TroupeExtension"
 * }</pre>
 */
public final class TroupeExtension extends ExtensionId<Troupe> {
  private static final TroupeExtension INSTANCE = new TroupeExtension();

  private TroupeExtension() {}

  /** {@return the only one} */
  public static TroupeExtension getInstance() {
    return INSTANCE;
  }

  /**
   * Starts the supervisor of a system.
   *
   * @throws IllegalArgumentException if a setting is not right, with one line that names it
   */
  @Override
  public Troupe createExtension(ActorSystem<?> system) {
    var apps = TroupeSettings.appsOf(system.settings().config().getConfig("troupe"));
    var settings = TroupeSettings.create(system).withApps(apps);
    var dispatcher = DispatcherSelector.fromConfig(settings.dispatcher());
    var supervisor = TroupeSupervisor.create(settings);
    return Troupe.of(system.systemActorOf(supervisor, "troupe", dispatcher), system);
  }
}
