/** What there is: immutable facts about apps, instances and their children. Imports nothing. */
@NullMarked
package dev.troupe.model;

import org.jspecify.annotations.NullMarked;
