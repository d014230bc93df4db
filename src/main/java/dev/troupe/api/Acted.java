package dev.troupe.api;

import dev.troupe.model.InstanceSummary;
import java.util.List;

/**
 * The answer to every action.
 *
 * @param instances those it acted on, by id
 * @param warnings what was read otherwise than somebody may have meant, one line each
 */
public record Acted(List<InstanceSummary> instances, List<String> warnings) {}
