/** PM2's words for what Troupe knows: pure text out of snapshots. */
@NullMarked
package dev.troupe.pm2;

import org.jspecify.annotations.NullMarked;
