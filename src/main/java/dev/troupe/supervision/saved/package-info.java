/**
 * What the next daemon must know, should this one die: noted at each change, written to one file.
 */
@NullMarked
package dev.troupe.supervision.saved;

import org.jspecify.annotations.NullMarked;
