/** Node's side of the bargain: its IPC channel and its cluster protocol. Knows no actors. */
@NullMarked
package dev.troupe.node;

import org.jspecify.annotations.NullMarked;
