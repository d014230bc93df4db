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

  /** The format of PM2's {@code --time}. */
  public static final String STANDARD_TIME = "YYYY-MM-DDTHH:mm:ss";

  /** As it comes, blocking, for the owner's eyes only. */
  public static final LogRules DEFAULT =
      new LogRules(null, false, LogOverflow.BLOCK, 0600, RotationChange.NONE);

  /** Whether lines have the time as PM2's {@code time: true} writes it. */
  public boolean hasStandardTime() {
    return STANDARD_TIME.equals(dateFormat);
  }
}
