/**
 * Troupe inside a Pekko application: external programs, supervised as actors of its own system.
 *
 * <p>{@link dev.troupe.embed.Troupe} is what most applications use; {@link
 * dev.troupe.embed.TroupeSupervisor} is the actor behind it, with its messages. What these speak of
 * is in {@code dev.troupe.model}. No other package of Troupe's is meant for others.
 */
@NullMarked
package dev.troupe.embed;

import org.jspecify.annotations.NullMarked;
