/** Listening sockets: none belongs to an instance, children borrow them from here. */
@NullMarked
package dev.troupe.supervision.ports;

import org.jspecify.annotations.NullMarked;
