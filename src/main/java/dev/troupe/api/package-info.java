/** The wire contract of the control endpoint: requests, replies and their JSON. */
@NullMarked
package dev.troupe.api;

import org.jspecify.annotations.NullMarked;
