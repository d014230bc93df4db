/**
 * The terminal dashboard: what it shows is a function of what it knows, and so is what a key does.
 */
@NullMarked
package dev.troupe.cli.monit;

import org.jspecify.annotations.NullMarked;
