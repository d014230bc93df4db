package dev.troupe.cli.monit;

/** A key as it was pressed. */
public sealed interface Key {
  /** A character. */
  record Char(char letter) implements Key {}

  /** A key without a character. */
  enum Named implements Key {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    HOME,
    END,
    ENTER,
    ESCAPE,
    BACKSPACE
  }
}
