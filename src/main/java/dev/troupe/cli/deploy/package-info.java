/** PM2's {@code deploy}: what is run on which machine, as text. */
@NullMarked
package dev.troupe.cli.deploy;

import org.jspecify.annotations.NullMarked;
