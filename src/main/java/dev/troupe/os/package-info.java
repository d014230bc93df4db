/** The machine: processes, signals, pipes, process trees. Knows no actors. */
@NullMarked
package dev.troupe.os;

import org.jspecify.annotations.NullMarked;
