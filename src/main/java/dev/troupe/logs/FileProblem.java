package dev.troupe.logs;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A log file that can't be written now; its apps go on without it.
 *
 * @param since when that was noticed
 * @param reason in the system's words
 * @param lostBytes what was left out until now
 */
public record FileProblem(Path file, Instant since, String reason, long lostBytes) {}
