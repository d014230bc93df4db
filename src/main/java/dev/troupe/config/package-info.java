/** What is wanted, read from files and command lines into {@link dev.troupe.model.AppSpec}. */
@NullMarked
package dev.troupe.config;

import org.jspecify.annotations.NullMarked;
