package dev.troupe.notify;

import dev.troupe.model.Webhook;
import dev.troupe.policy.DeliveryPolicy.Outcome;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** By Java's own client, of which there is one for all webhooks. */
final class HttpSender implements Sender, AutoCloseable {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,5}");

  private final HttpClient client;

  HttpSender() {
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  @Override
  public CompletionStage<Outcome> send(Webhook to, Map<String, String> headers, String body) {
    var request = HttpRequest.newBuilder(to.url()).timeout(to.timeout());
    request.header("Content-Type", "application/json");
    to.headers().forEach(request::setHeader);
    headers.forEach(request::setHeader);
    var post = request.POST(HttpRequest.BodyPublishers.ofString(body)).build();
    var exchange = client.sendAsync(post, HttpResponse.BodyHandlers.discarding());
    return exchange
        .handle((answer, failure) -> outcome(to, answer, failure))
        .completeOnTimeout(late(to), to.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((_, _) -> exchange.cancel(true));
  }

  /** What is under way is given up; its threads end. */
  @Override
  public void close() {
    client.shutdownNow();
  }

  private static Outcome outcome(
      Webhook to, @Nullable HttpResponse<Void> answer, @Nullable Throwable failure) {
    return answer == null
        ? unanswered(to, failure)
        : new Outcome.Answered(answer.statusCode(), wait(answer));
  }

  /** RFC 9110: seconds, or a date that nobody sends. */
  private static @Nullable Duration wait(HttpResponse<Void> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(null);
  }

  private static Outcome unanswered(Webhook to, @Nullable Throwable failure) {
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    return switch (cause) {
      case HttpTimeoutException _ -> late(to);
      case ConnectException _ -> new Outcome.Unanswered("cannot be connected to");
      case null -> new Outcome.Unanswered("was not answered");
      case Throwable other -> new Outcome.Unanswered("cannot be reached: " + other);
    };
  }

  /** A body that never ends is late too. */
  private static Outcome late(Webhook to) {
    return new Outcome.Unanswered("did not answer within %d ms".formatted(to.timeout().toMillis()));
  }
}
