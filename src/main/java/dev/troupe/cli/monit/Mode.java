package dev.troupe.cli.monit;

/** What keys mean just now. */
sealed interface Mode {
  /** They move and ask. */
  record Browsing() implements Mode {}

  /** They write the filter. */
  record Filtering() implements Mode {}

  /** They say yes or no to a wish. */
  record Confirming(String question, Wish.Action wish) implements Mode {}

  /** They write a number of instances. */
  record Scaling(String target, String name, String typed) implements Mode {}

  /** Any of them goes back. */
  record Helping() implements Mode {}
}
