package dev.troupe.os;

/**
 * Which process engine runs.
 *
 * @param name {@code linux} or {@code portable}
 * @param reason why this one, in one sentence
 */
public record EngineInfo(String name, String reason) {}
