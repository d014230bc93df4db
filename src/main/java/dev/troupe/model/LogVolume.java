package dev.troupe.model;

/**
 * How much an instance has printed since its output was opened.
 *
 * @param bytes that it has written to standard output and standard error
 * @param lines ends of lines in them
 * @param droppedBytes what of it was left out of the files, as a disk was full or too slow
 */
public record LogVolume(long bytes, long lines, long droppedBytes) {}
