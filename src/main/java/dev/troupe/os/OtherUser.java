package dev.troupe.os;

/** Runs a command as another user (setpriv(1)). */
final class OtherUser {
  private OtherUser() {}

  static Resolution resolve(LaunchPlan plan, ExactCommand command) {
    return new Resolution.Impossible(LaunchFailure.message(plan, "not built yet: " + command));
  }
}
