/** Files of a folder over HTTP: a program of its own, which the daemon runs like any other app. */
@NullMarked
package dev.troupe.serve;

import org.jspecify.annotations.NullMarked;
