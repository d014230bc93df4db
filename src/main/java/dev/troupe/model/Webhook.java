package dev.troupe.model;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside who is told of events by HTTP.
 *
 * @param name unique among all
 * @param url absolute, http or https
 * @param secret signs what is sent, at least 16 characters; null sends it unsigned
 * @param topics what it is told of
 * @param apps names of those it is told about; empty for all
 * @param timeout a later answer counts as none
 * @param headers go with each request
 */
public record Webhook(
    String name,
    URI url,
    @Nullable String secret,
    Set<Topic> topics,
    Set<String> apps,
    Duration timeout,
    Map<String, String> headers) {

  public Webhook {
    topics = Set.copyOf(topics);
    apps = Set.copyOf(apps);
    headers = Map.copyOf(headers);
  }

  /** Without secrets: the path, too, is one at many services. */
  @Override
  public String toString() {
    return "%s (%s://%s)".formatted(name, url.getScheme(), url.getAuthority());
  }
}
