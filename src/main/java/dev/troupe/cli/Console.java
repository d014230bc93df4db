package dev.troupe.cli;

import dev.troupe.pm2.Palette;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes. Always UTF-8, whatever the locale says: the bytes that Node writes too.
 *
 * <p>What is said and shown is for people: {@code PM2_SILENT} and {@code --silent} mute it. What is
 * written is a command's product and always comes out.
 */
final class Console {
  private final OutputStream out;
  private final OutputStream err;
  private final String tag;
  private Palette palette;
  private boolean muted;

  Console(OutputStream out, OutputStream err, Caller caller) {
    this.out = out;
    this.err = err;
    this.tag = caller.tag();
    this.palette = new Palette(caller.isTerminal() && !caller.has("NO_COLOR"));
    this.muted = "true".equals(caller.env().get("PM2_SILENT"));
  }

  Palette palette() {
    return palette;
  }

  void mute() {
    muted = true;
  }

  /** From now on without colours. */
  void uncolour() {
    palette = Palette.PLAIN;
  }

  /** A message: {@code [Troupe] text}. */
  void say(String text) {
    if (!muted) {
      write(out, palette.green("[" + tag + "]") + " " + text + "\n");
    }
  }

  /** A warning, on standard error. */
  void warn(String text) {
    if (!muted) {
      write(err, palette.yellow("[" + tag + "][WARN]") + " " + text + "\n");
    }
  }

  /** What went wrong, on standard error. */
  void error(String text) {
    if (!muted) {
      write(err, palette.red("[" + tag + "][ERROR]") + " " + text + "\n");
    }
  }

  /** Text for people, as it is. */
  void show(String text) {
    if (!muted) {
      write(out, text);
    }
  }

  /** A command's product, as it is. */
  void write(String text) {
    write(out, text);
  }

  /** The product's other stream. */
  void writeError(String text) {
    write(err, text);
  }

  private static void write(OutputStream stream, String text) {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new OutputClosedException(e);
    }
  }
}
