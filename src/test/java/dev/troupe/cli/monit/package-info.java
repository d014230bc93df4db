@NullMarked
package dev.troupe.cli.monit;

import org.jspecify.annotations.NullMarked;
