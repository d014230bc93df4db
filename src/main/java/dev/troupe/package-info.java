/** The two programs: {@link dev.troupe.Main}, the command line, and the daemon. */
@NullMarked
package dev.troupe;

import org.jspecify.annotations.NullMarked;
