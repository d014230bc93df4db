package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * When a log file is set aside and a new one begun, and what becomes of it.
 *
 * @param enabled whether it is done at all
 * @param maxSize bytes a file may have, above 0; only a longer line makes a larger one
 * @param retain how many of a log's rotated files are kept; {@link Integer#MAX_VALUE} keeps all
 * @param compress whether rotated files are compressed (gzip)
 * @param dateFormat time in a rotated file's name, in dayjs' tokens
 * @param interval when files are rotated however small they are, as a cron expression of 5 or 6
 *     fields; null for never
 * @param rotateModule whether this holds for modules too
 * @param zone time zone of interval and dateFormat; null is the machine's
 */
public record RotationSettings(
    boolean enabled,
    long maxSize,
    int retain,
    boolean compress,
    String dateFormat,
    @Nullable String interval,
    boolean rotateModule,
    @Nullable String zone) {

  /** What pm2-logrotate does if nothing else is set. */
  public static final RotationSettings PM2_LOGROTATE =
      new RotationSettings(
          true, 10L * 1024 * 1024, 30, false, "YYYY-MM-DD_HH-mm-ss", "0 0 * * *", true, null);

  /**
   * The same by size alone. A rotation every night would, after a month, delete lines of small logs
   * that PM2 without the module keeps for ever.
   */
  public static final RotationSettings DEFAULT =
      PM2_LOGROTATE.with(new RotationChange(null, null, null, null, null, "", null, null));

  /** These, but for what is set there. */
  public RotationSettings with(RotationChange change) {
    return new RotationSettings(
        or(change.enabled(), enabled),
        or(change.maxSize(), maxSize),
        or(change.retain(), retain),
        or(change.compress(), compress),
        or(change.dateFormat(), dateFormat),
        text(change.interval(), interval),
        or(change.rotateModule(), rotateModule),
        text(change.zone(), zone));
  }

  private static <T> T or(@Nullable T changed, T present) {
    return changed == null ? present : changed;
  }

  private static @Nullable String text(@Nullable String changed, @Nullable String present) {
    if (changed == null) {
      return present;
    }
    return changed.isEmpty() ? null : changed;
  }
}
