@NullMarked
package dev.troupe.metrics.otlp;

import org.jspecify.annotations.NullMarked;
