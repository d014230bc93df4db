package dev.troupe.logs.otlp;

import dev.troupe.model.LogLine;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.resources.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What lines are of, in the words of OpenTelemetry's semantic conventions: the app is the service.
 *
 * @param host this machine's name
 * @param home the daemon's folder; together with host and id it makes an instance unique
 * @param more attributes of all; they come before those made here
 */
record Resources(String host, String home, Map<String, String> more) {
  private record Instance(String app, int id) {}

  /** The same resource for all lines of an instance: by that they are put together. */
  Function<LogLine, Resource> ofOneBatch() {
    var known = new HashMap<Instance, Resource>();
    return line -> known.computeIfAbsent(new Instance(line.app(), line.instance()), this::of);
  }

  private Resource of(Instance instance) {
    var attributes = Attributes.builder();
    attributes.put("host.name", host);
    attributes.put("service.name", instance.app());
    attributes.put("service.instance.id", host + ":" + home + ":" + instance.id());
    more.forEach(attributes::put);
    return Resource.create(attributes.build());
  }
}
