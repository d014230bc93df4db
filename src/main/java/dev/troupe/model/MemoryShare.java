package dev.troupe.model;

import org.jspecify.annotations.Nullable;

/**
 * Memory of one instance's process tree, measured with care.
 *
 * @param id of the instance
 * @param proportionalBytes a page that processes share counts once in all (PSS); null if it has no
 *     child, or that cannot be known here
 */
public record MemoryShare(int id, @Nullable Long proportionalBytes) {}
