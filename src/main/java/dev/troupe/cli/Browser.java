package dev.troupe.cli;

import java.io.IOException;
import java.util.List;

/** The user's browser. */
final class Browser {
  /** What opens a page on free desktops, and on macOS. */
  private static final List<String> OPENERS = List.of("xdg-open", "open");

  private Browser() {}

  /** Opens a page if there is a browser; else the printed link has to do. */
  static void open(String url, Session session) {
    if (OPENERS.stream().noneMatch(opener -> starts(opener, url))) {
      session.console().say("No browser was found: open the link in one");
    }
  }

  private static boolean starts(String opener, String url) {
    try {
      new ProcessBuilder(opener, url)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
