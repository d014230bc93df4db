package dev.troupe.supervision.saved;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ReloadReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One app in a {@link SavedState}.
 *
 * @param spec what is wanted, should the daemon die now: in the middle of a reload the old version,
 *     until an instance of the new one serves
 * @param served the instances that others see
 * @param isReloading whether a reload is under way
 * @param lastReload how the last one went; null if there was none
 */
public record SavedApp(
    long key,
    AppSpec spec,
    List<Served> served,
    boolean isReloading,
    @Nullable ReloadReport lastReload,
    List<SavedInstance> instances) {

  /** Which generation others see of an instance. */
  public record Served(int id, int generation) {}

  public SavedApp {
    served = List.copyOf(served);
    instances = List.copyOf(instances);
  }

  /** An app of which nothing is known but what is wanted. */
  static SavedApp declared(long key, AppSpec spec) {
    return new SavedApp(key, spec, List.of(), false, null, List.of());
  }

  SavedApp with(List<SavedInstance> all) {
    return new SavedApp(key, spec, served, isReloading, lastReload, all);
  }

  SavedApp with(@Nullable ReloadReport report) {
    return new SavedApp(key, spec, served, isReloading, report, instances);
  }
}
