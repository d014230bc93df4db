@NullMarked
package dev.troupe.metrics;

import org.jspecify.annotations.NullMarked;
