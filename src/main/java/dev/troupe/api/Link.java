package dev.troupe.api;

/**
 * A link to the dashboard.
 *
 * @param url works once, within a minute
 */
public record Link(String url) {}
