/**
 * Metrics to an OpenTelemetry collector. Nothing here is loaded unless a collector is configured.
 */
@NullMarked
package dev.troupe.metrics.otlp;

import org.jspecify.annotations.NullMarked;
