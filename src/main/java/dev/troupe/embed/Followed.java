package dev.troupe.embed;

/**
 * What somebody gets who follows a supervisor: one item after the other, and where it was too slow
 * the number of those that it has missed.
 *
 * @param <T> what is followed: events or lines
 */
public sealed interface Followed<T> {

  /**
   * One of them.
   *
   * @param <T> what is followed
   * @param item what has happened, or was printed
   */
  record Item<T>(T item) implements Followed<T> {}

  /**
   * Here some are missing. Whoever keeps a picture of all apps should ask for it anew ({@link
   * Troupe#list()}).
   *
   * @param <T> what is followed
   * @param count how many, at least 1
   */
  record Missed<T>(long count) implements Followed<T> {}
}
