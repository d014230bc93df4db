/** Files that change. */
@NullMarked
package dev.troupe.os.watch;

import org.jspecify.annotations.NullMarked;
