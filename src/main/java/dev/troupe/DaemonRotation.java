package dev.troupe;

import dev.troupe.config.DaemonSettings;
import dev.troupe.config.ModuleRotation;
import dev.troupe.http.Rotation;
import dev.troupe.model.RotationSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Settings of rotation: the daemon's own, and over them what was set for the module pm2-logrotate.
 * Thread-safe.
 */
final class DaemonRotation implements Rotation {
  private final DaemonSettings.Logs own;
  private final Path moduleSettings;

  private volatile RotationSettings inForce;
  private volatile Consumer<RotationSettings> listener = _ -> {};

  DaemonRotation(DaemonSettings.Logs own, Path moduleSettings) {
    this.own = own;
    this.moduleSettings = moduleSettings;
    this.inForce = RotationSettings.DEFAULT.with(own.rotation());
  }

  /** From now on is told of changes. */
  void tell(Consumer<RotationSettings> changed) {
    listener = changed;
  }

  /**
   * The first time, when what does not fit is left out.
   *
   * @return what that is, one line each
   */
  List<String> readFirst() {
    var module = ModuleRotation.inFile(moduleSettings);
    inForce = over(module);
    return module.problems();
  }

  @Override
  public RotationSettings inForce() {
    return inForce;
  }

  @Override
  public long maxTotalSize() {
    return own.maxTotalSize();
  }

  @Override
  public synchronized List<String> change(Map<String, Object> words) {
    var module = ModuleRotation.of(words);
    if (module.problems().isEmpty()) {
      inForce = over(module);
      listener.accept(inForce);
    }
    return module.problems();
  }

  private RotationSettings over(ModuleRotation module) {
    return RotationSettings.DEFAULT.with(own.rotation()).with(module.change());
  }
}
