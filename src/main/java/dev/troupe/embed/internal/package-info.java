/** What is behind {@code dev.troupe.embed}. Not for others: it changes from version to version. */
@NullMarked
package dev.troupe.embed.internal;

import org.jspecify.annotations.NullMarked;
