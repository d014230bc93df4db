package dev.troupe.embed;

/** A request was not carried out, or not by all it was meant for; the message says why. */
public final class TroupeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  TroupeException(String message, Answer answer) {
    super(message);
    this.answer = answer;
  }

  /** {@return what the supervisor has answered} */
  public Answer answer() {
    return answer;
  }
}
