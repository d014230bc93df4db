package dev.troupe.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a line into words as a shell does: blanks part, quotes and backslashes keep together. */
final class ShellWords {
  private static final char NONE = 0;

  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private char quote = NONE;

  private ShellWords() {}

  /** The words; empty if a quote is left open. */
  static Optional<List<String>> split(String line) {
    var reading = new ShellWords();
    for (int at = 0; at < line.length(); at++) {
      if (line.charAt(at) == '\\'
          && at + 1 < line.length()
          && reading.escapes(line.charAt(at + 1))) {
        reading.keep(line.charAt(++at));
      } else {
        reading.take(line.charAt(at));
      }
    }
    reading.endWord();
    return reading.quote == NONE ? Optional.of(List.copyOf(reading.words)) : Optional.empty();
  }

  /** A backslash keeps anything outside quotes, only itself and the quote within double ones. */
  private boolean escapes(char next) {
    return quote == NONE || (quote == '"' && (next == '"' || next == '\\'));
  }

  private void take(char c) {
    if (quote != NONE && c == quote) {
      quote = NONE;
    } else if (quote != NONE) {
      keep(c);
    } else if (c == '"' || c == '\'') {
      quote = c;
      inWord = true;
    } else if (Character.isWhitespace(c)) {
      endWord();
    } else {
      keep(c);
    }
  }

  private void keep(char c) {
    word.append(c);
    inWord = true;
  }

  private void endWord() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
