package dev.troupe.cli.monit;

import java.io.IOException;
import java.util.Optional;
import org.jline.utils.NonBlockingReader;

/** Keys from what a terminal sends (ECMA-48 and xterm's sequences). */
final class Keyboard {
  private static final int ESC = 27;
  private static final long PATIENCE_MILLIS = 100;
  private static final long SEQUENCE_MILLIS = 50;

  private final NonBlockingReader reader;

  Keyboard(NonBlockingReader reader) {
    this.reader = reader;
  }

  /** The next key; nothing if none comes for a while, or for one that means nothing. */
  Optional<Key> next() throws IOException {
    int code = reader.read(PATIENCE_MILLIS);
    return switch (code) {
      case NonBlockingReader.READ_EXPIRED -> Optional.empty();
      case ESC -> afterEscape();
      case '\r', '\n' -> Optional.of(Key.Named.ENTER);
      case 8, 127 -> Optional.of(Key.Named.BACKSPACE);
      case 3, 4, NonBlockingReader.EOF -> Optional.of(new Key.Char('q'));
      default -> code < ' ' ? Optional.empty() : Optional.of(new Key.Char((char) code));
    };
  }

  /** The escape key alone, unless more of a sequence follows at once. */
  private Optional<Key> afterEscape() throws IOException {
    int next = reader.peek(SEQUENCE_MILLIS);
    if (next != '[' && next != 'O') {
      return Optional.of(Key.Named.ESCAPE);
    }
    reader.read();
    return switch (reader.read(SEQUENCE_MILLIS)) {
      case 'A' -> Optional.of(Key.Named.UP);
      case 'B' -> Optional.of(Key.Named.DOWN);
      case 'H' -> Optional.of(Key.Named.HOME);
      case 'F' -> Optional.of(Key.Named.END);
      case '5' -> afterTilde(Key.Named.PAGE_UP);
      case '6' -> afterTilde(Key.Named.PAGE_DOWN);
      case '1' -> afterTilde(Key.Named.HOME);
      case '4' -> afterTilde(Key.Named.END);
      default -> Optional.empty();
    };
  }

  private Optional<Key> afterTilde(Key.Named key) throws IOException {
    return reader.read(SEQUENCE_MILLIS) == '~' ? Optional.of(key) : Optional.empty();
  }
}
