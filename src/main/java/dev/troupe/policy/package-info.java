/** What to do next: pure functions over immutable facts. No clock, file, log or actor. */
@NullMarked
package dev.troupe.policy;

import org.jspecify.annotations.NullMarked;
