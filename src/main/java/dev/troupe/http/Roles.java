package dev.troupe.http;

import dev.troupe.http.access.Role;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Refusals around keys and roles. */
final class Roles {
  private Roles() {}

  /** No role of that word. */
  static HttpResponse unknown(String word) {
    var known = Stream.of(Role.values()).map(Role::word).collect(Collectors.joining(", "));
    return Answers.refusal(
        new Reply.Invalid(List.of("role: must be one of %s, not %s".formatted(known, word))));
  }

  /** Nobody can come in by the TCP door, so there is nothing to let them in with. */
  static HttpResponse closed(String reason) {
    return Answers.refusal(new Reply.Conflict("the TCP port is not open: " + reason));
  }
}
