package dev.troupe.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code list}.
 *
 * @param app key of its app
 * @param version of the program; null if it has none
 * @param pid null without a child
 * @param user name of the user it runs as
 * @param watching whether changed files restart it
 */
public record InstanceSummary(
    int id,
    long app,
    String name,
    String namespace,
    @Nullable String version,
    ExecMode mode,
    @Nullable Long pid,
    Instant startedAt,
    int restarts,
    InstanceState state,
    Usage usage,
    String user,
    boolean watching) {}
