package dev.troupe.api;

import dev.troupe.model.AppSnapshot;
import java.util.List;

/** {@code GET /api/v1/apps}: everything that is known. */
public record Apps(List<AppSnapshot> apps) {}
