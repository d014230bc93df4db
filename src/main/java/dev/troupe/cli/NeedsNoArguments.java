package dev.troupe.cli;

/**
 * Marks a command that can be run by its name alone. Then nothing is parsed, and picocli is not
 * even loaded, which saves 20 ms.
 */
interface NeedsNoArguments {}
