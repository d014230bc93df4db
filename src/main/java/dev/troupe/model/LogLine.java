package dev.troupe.model;

import java.time.Instant;

/**
 * One line of output.
 *
 * @param at when the daemon read it
 * @param app the app's name
 * @param instance the instance's id
 * @param output which stream
 * @param text without its end of line
 */
public record LogLine(Instant at, String app, int instance, OutputName output, String text) {}
