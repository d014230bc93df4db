package dev.troupe.model;

/**
 * An event with its place among all events of a home directory.
 *
 * @param number grows by one with each event, also from one daemon to the next
 */
public record Happening(long number, Event event) {}
