package dev.troupe.os;

/**
 * All processes that stem from one.
 *
 * @param root the first of them
 * @param marker value of the root's {@value ProcessTree#MARKER} variable
 */
public record Family(ProcessId root, String marker) {}
