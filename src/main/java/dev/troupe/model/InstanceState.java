package dev.troupe.model;

/** What an instance is doing; PM2's words for these are the business of {@code pm2}. */
public enum InstanceState {
  /** Its child is being started and is not ready yet. */
  LAUNCHING,
  /** Its child runs and is ready. */
  ONLINE,
  /** Its process tree is held (SIGSTOP) until it is resumed. */
  PAUSED,
  /** Its child was told to end and has not ended yet. */
  STOPPING,
  /** It has no child and wants none. */
  STOPPED,
  /**
   * It was given up: too many unstable ends, a program that cannot be started, a tree that will not
   * die.
   */
  ERRORED,
  /** It has no child and starts one when its pause is over. */
  WAITING_RESTART
}
