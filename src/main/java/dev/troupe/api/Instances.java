package dev.troupe.api;

import dev.troupe.model.InstanceSummary;
import java.util.List;

/** Rows of {@code list} by id. */
public record Instances(List<InstanceSummary> instances) {}
