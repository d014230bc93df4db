package dev.troupe.cli.monit;

import dev.troupe.model.InstanceState;
import org.jline.utils.AttributedStyle;

/** How good or bad a state is: a colour, and a mark for terminals without. */
enum Tone {
  GOOD,
  PENDING,
  BAD,
  REST;

  String mark() {
    return switch (this) {
      case GOOD -> "●";
      case PENDING -> "◆";
      case BAD -> "▲";
      case REST -> "○";
    };
  }

  AttributedStyle style() {
    return AttributedStyle.DEFAULT.foreground(
        switch (this) {
          case GOOD -> AttributedStyle.GREEN;
          case PENDING -> AttributedStyle.YELLOW;
          case BAD -> AttributedStyle.RED;
          case REST -> AttributedStyle.BRIGHT;
        });
  }

  static Tone of(InstanceState state) {
    return switch (state) {
      case ONLINE -> GOOD;
      case LAUNCHING, STOPPING, WAITING_RESTART, PAUSED -> PENDING;
      case ERRORED -> BAD;
      case STOPPED -> REST;
    };
  }
}
