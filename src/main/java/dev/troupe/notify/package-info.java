/** Who outside is told what happens: HTTP requests, and commands of the apps' own. */
@NullMarked
package dev.troupe.notify;

import org.jspecify.annotations.NullMarked;
