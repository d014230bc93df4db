package dev.troupe.http;

import dev.troupe.model.RotationSettings;
import java.util.List;
import java.util.Map;

/** The daemon's settings of rotation. Thread-safe. */
public interface Rotation {
  /** What holds for apps that say nothing else. */
  RotationSettings inForce();

  /** Bytes that all logs may have together; {@link Long#MAX_VALUE} sets no limit. */
  long maxTotalSize();

  /**
   * Rotates by other settings from now on. Whoever asks for that keeps them for the next daemon.
   *
   * @param words all that differs from the daemon's own settings, in pm2-logrotate's words
   * @return what is wrong with them, one line each; then nothing has changed
   */
  List<String> change(Map<String, Object> words);
}
