package dev.troupe.api;

import dev.troupe.model.InstanceSummary;
import java.util.List;

/** Rows of {@code list} by id; also the answer to every action: the instances it acted on. */
public record Instances(List<InstanceSummary> instances) {}
