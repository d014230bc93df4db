/** What is told to monitoring systems, in their words. */
@NullMarked
package dev.troupe.metrics;

import org.jspecify.annotations.NullMarked;
