@NullMarked
package dev.troupe.http.access;

import org.jspecify.annotations.NullMarked;
