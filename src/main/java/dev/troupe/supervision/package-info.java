/** Who does it: the actors. */
@NullMarked
package dev.troupe.supervision;

import org.jspecify.annotations.NullMarked;
