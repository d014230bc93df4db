package dev.troupe.api;

import java.util.Map;

/**
 * {@code POST /api/v1/apps/{target}/restart} and {@code /start}.
 *
 * @param env variables laid over the app's environment; empty leaves it as it is
 */
public record RestartRequest(Map<String, String> env) {}
