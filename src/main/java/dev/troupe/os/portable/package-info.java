/** The machine through {@link ProcessBuilder}, where Linux calls are refused. */
@NullMarked
package dev.troupe.os.portable;

import org.jspecify.annotations.NullMarked;
