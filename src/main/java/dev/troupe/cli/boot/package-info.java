/** How init systems are told to start Troupe at boot: the texts, and the machine they go to. */
@NullMarked
package dev.troupe.cli.boot;

import org.jspecify.annotations.NullMarked;
