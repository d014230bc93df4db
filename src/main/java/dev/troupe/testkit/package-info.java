/**
 * Tests of what an application makes of its programs, without programs: children do what the test
 * says, and time passes when it says so. {@link dev.troupe.testkit.TroupeTestKit} is where to
 * begin.
 *
 * <p>In an artifact of its own, {@code dev.troupe:troupe:VERSION:testkit}; it needs {@code
 * pekko-actor-testkit-typed} beside it.
 */
@NullMarked
package dev.troupe.testkit;

import org.jspecify.annotations.NullMarked;
