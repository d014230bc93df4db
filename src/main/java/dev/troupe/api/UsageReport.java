package dev.troupe.api;

import dev.troupe.model.UsageSeries;
import java.util.List;

/** {@code GET /api/v1/usage}: what instances have used in the last hour, by id. */
public record UsageReport(List<UsageSeries> instances) {}
