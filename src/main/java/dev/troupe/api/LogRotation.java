package dev.troupe.api;

import dev.troupe.model.RotationSettings;

/**
 * Answer of {@code /api/v1/logs/rotation}: what holds for apps that say nothing else.
 *
 * @param rotation the settings in force
 * @param maxTotalSize bytes that all logs may have together; {@link Long#MAX_VALUE} sets no limit
 */
public record LogRotation(RotationSettings rotation, long maxTotalSize) {}
