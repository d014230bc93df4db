/** Who may come in by a door, and what they may do: the token, named keys, sessions of browsers. */
@NullMarked
package dev.troupe.http.access;

import org.jspecify.annotations.NullMarked;
