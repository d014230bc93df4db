/** The control endpoint: two doors, one table of routes. */
@NullMarked
package dev.troupe.http;

import org.jspecify.annotations.NullMarked;
