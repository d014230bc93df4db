/** The daemon's end of a Node child's channel, and its side of Node's cluster protocol. */
@NullMarked
package dev.troupe.supervision.link;

import org.jspecify.annotations.NullMarked;
