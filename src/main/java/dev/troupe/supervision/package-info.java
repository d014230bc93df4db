/**
 * Who does it: the actors. Here are those that know what is wanted of apps; what they are built on
 * lies in the packages below, each with one sentence of its own.
 */
@NullMarked
package dev.troupe.supervision;

import org.jspecify.annotations.NullMarked;
