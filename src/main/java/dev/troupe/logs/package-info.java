/** Where output goes: streams from pipe to file and to whoever listens. */
@NullMarked
package dev.troupe.logs;

import org.jspecify.annotations.NullMarked;
