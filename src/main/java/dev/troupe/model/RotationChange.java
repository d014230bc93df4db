package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * What differs from other {@link RotationSettings}; null leaves a setting as it is there.
 *
 * @param interval empty for never
 * @param zone empty for the machine's
 */
public record RotationChange(
    @Nullable Boolean enabled,
    @Nullable Long maxSize,
    @Nullable Integer retain,
    @Nullable Boolean compress,
    @Nullable String dateFormat,
    @Nullable String interval,
    @Nullable Boolean rotateModule,
    @Nullable String zone) {

  /** No difference. */
  public static final RotationChange NONE =
      new RotationChange(null, null, null, null, null, null, null, null);
}
