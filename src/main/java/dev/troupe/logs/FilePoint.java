package dev.troupe.logs;

/**
 * A point in a file, for whoever reads the file himself.
 *
 * @param file which file: its device and inode, also after it was renamed
 * @param offset bytes from its beginning
 */
public record FilePoint(String file, long offset) {}
