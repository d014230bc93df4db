package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * How an app's output is written into its files.
 *
 * @param dateFormat what goes before each line, in dayjs' tokens (PM2's log_date_format); null for
 *     nothing
 * @param asJson whether each line becomes a JSON object (PM2's log_type json); the date then is a
 *     field of it, in ISO 8601 if there is no format
 * @param overflow what happens to what is too much
 * @param mode permissions of files that are made, as chmod(1) has them, 0 to 0777
 * @param rotation what differs from the daemon's settings
 */
public record LogRules(
    @Nullable String dateFormat,
    boolean asJson,
    LogOverflow overflow,
    int mode,
    RotationChange rotation) {

  /** As it comes, blocking, for the owner's eyes only. */
  public static final LogRules DEFAULT =
      new LogRules(null, false, LogOverflow.BLOCK, 0600, RotationChange.NONE);
}
