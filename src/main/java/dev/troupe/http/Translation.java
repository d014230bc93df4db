package dev.troupe.http;

import dev.troupe.supervision.Supervisor.Answer;

/** What the supervisor answers, as replies. */
final class Translation {
  private Translation() {}

  static Reply.ToAction reply(Answer answer) {
    return answer instanceof Answer.Acted(var apps, var problems, var warnings)
            && problems.isEmpty()
        ? new Reply.Acted(Rows.of(apps), warnings)
        : refusal(answer);
  }

  static Reply.Refused refusal(Answer answer) {
    return switch (answer) {
      case Answer.Acted(_, var problems, _) -> new Reply.Conflict(String.join("; ", problems));
      case Answer.Returned _ -> new Reply.Conflict("an action has returned that nobody asked for");
      case Answer.NotFound(var target) -> notFound(target);
      case Answer.Conflict(var reason) -> new Reply.Conflict(reason);
      case Answer.Invalid(var reasons) -> new Reply.Invalid(reasons);
    };
  }

  static Reply.NotFound notFound(String target) {
    return new Reply.NotFound(
        target.equals("all")
            ? "No process found"
            : "Process or Namespace %s not found".formatted(target));
  }
}
