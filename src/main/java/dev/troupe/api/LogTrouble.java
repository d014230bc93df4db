package dev.troupe.api;

import java.time.Instant;

/**
 * A log file that cannot be written now.
 *
 * @param path which
 * @param since when that was noticed
 * @param reason in the system's words
 * @param lostBytes what was left out until now
 */
public record LogTrouble(String path, Instant since, String reason, long lostBytes) {}
