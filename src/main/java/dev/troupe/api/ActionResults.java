package dev.troupe.api;

import dev.troupe.model.ActionResult;
import java.util.List;

/** What came of a triggered action, by instance. */
public record ActionResults(List<ActionResult> results) {}
