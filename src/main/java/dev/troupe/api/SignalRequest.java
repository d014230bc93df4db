package dev.troupe.api;

/**
 * {@code POST /api/v1/apps/{target}/signal}.
 *
 * @param signal {@code SIGUSR2}, {@code USR2} or {@code 12}
 */
public record SignalRequest(String signal) {}
