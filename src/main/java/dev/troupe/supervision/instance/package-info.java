/** One instance: its child, what it is doing, its timers and its past. */
@NullMarked
package dev.troupe.supervision.instance;

import org.jspecify.annotations.NullMarked;
