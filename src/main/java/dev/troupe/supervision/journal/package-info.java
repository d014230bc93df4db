/** What has happened: numbered, counted, kept on disk, told to subscribers. */
@NullMarked
package dev.troupe.supervision.journal;

import org.jspecify.annotations.NullMarked;
