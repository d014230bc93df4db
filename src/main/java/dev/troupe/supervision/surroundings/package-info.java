/** What the actors need of the world outside. */
@NullMarked
package dev.troupe.supervision.surroundings;

import org.jspecify.annotations.NullMarked;
