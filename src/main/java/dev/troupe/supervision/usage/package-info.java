/** What process trees use: measured, and kept for a while. */
@NullMarked
package dev.troupe.supervision.usage;

import org.jspecify.annotations.NullMarked;
