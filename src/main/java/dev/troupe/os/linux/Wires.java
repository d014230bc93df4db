package dev.troupe.os.linux;

import org.jspecify.annotations.Nullable;

/**
 * The daemon's ends of what a child is connected to beside its two outputs.
 *
 * @param stdin null if its input is empty
 * @param channel null if it has none
 */
record Wires(@Nullable StdinPipe stdin, @Nullable LinuxChannel channel) {

  /** For a child that has not come to life. */
  void close() {
    if (stdin != null) {
      stdin.close();
    }
    if (channel != null) {
      channel.close();
    }
  }
}
