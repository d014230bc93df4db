/**
 * Sends output to a collector by the OpenTelemetry protocol. Nothing outside of this package knows
 * OpenTelemetry's classes, so that who has no collector does not load them.
 */
@NullMarked
package dev.troupe.logs.otlp;

import org.jspecify.annotations.NullMarked;
