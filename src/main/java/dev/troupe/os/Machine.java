package dev.troupe.os;

/**
 * Everything of the machine that supervision needs.
 *
 * @param launcher starts children
 * @param tree finds and signals their descendants
 * @param usage measures them
 */
public record Machine(Launcher launcher, ProcessTree tree, UsageProbe usage) {}
