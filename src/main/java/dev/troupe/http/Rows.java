package dev.troupe.http;

import dev.troupe.model.AppSnapshot;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceSummary;
import java.util.Comparator;
import java.util.List;

/** What {@code list} shows of apps: a row for each instance, by id. */
final class Rows {
  private Rows() {}

  static List<InstanceSummary> of(List<AppSnapshot> apps) {
    return apps.stream()
        .flatMap(app -> app.instances().stream().map(instance -> row(app, instance)))
        .sorted(Comparator.comparingInt(InstanceSummary::id))
        .toList();
  }

  private static InstanceSummary row(AppSnapshot app, InstanceSnapshot instance) {
    var spec = app.spec();
    var user = spec.program().user();
    return new InstanceSummary(
        instance.id(),
        app.key(),
        spec.name(),
        spec.namespace(),
        spec.version(),
        spec.execMode(),
        instance.pid(),
        instance.startedAt(),
        instance.restarts(),
        instance.state(),
        instance.usage(),
        user == null ? System.getProperty("user.name", "") : user,
        spec.watch().on());
  }
}
