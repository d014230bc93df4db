package dev.troupe.os;

/**
 * Everything of the machine that supervision needs.
 *
 * @param launcher starts children
 * @param tree finds and signals their descendants
 * @param usage measures them
 * @param sockets what they inherit
 * @param prober asks them how they are
 */
public record Machine(
    Launcher launcher, ProcessTree tree, UsageProbe usage, Sockets sockets, Prober prober) {}
