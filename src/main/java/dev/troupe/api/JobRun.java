package dev.troupe.api;

import dev.troupe.model.ExitStatus;
import java.time.Duration;
import java.time.Instant;

/** One run of a {@link Job} that has ended. */
public record JobRun(Instant startedAt, Duration duration, ExitStatus status) {}
