package dev.troupe.notify;

/**
 * Where events come from.
 *
 * @param host name of this machine
 * @param home absolute path of the daemon's home directory
 */
public record Origin(String host, String home) {}
