package dev.troupe.policy;

/** What a child has said of itself as sd_notify(3) does: assignments, one on each line. */
public record NotifyMessage(String text) {

  /** It has finished starting up. */
  public boolean saysReady() {
    return has("READY=1");
  }

  /** It is about to end. */
  public boolean saysStopping() {
    return has("STOPPING=1");
  }

  private boolean has(String assignment) {
    return text.lines().anyMatch(assignment::equals);
  }
}
