package dev.troupe.notify;

import dev.troupe.model.Webhook;
import dev.troupe.policy.DeliveryPolicy.Outcome;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Sends requests to webhooks. Thread-safe, never blocks. */
interface Sender {

  /**
   * Sends one. Never fails: what goes wrong is in the outcome. Is over by the webhook's timeout.
   *
   * @param headers beside those of the webhook
   */
  CompletionStage<Outcome> send(Webhook to, Map<String, String> headers, String body);
}
