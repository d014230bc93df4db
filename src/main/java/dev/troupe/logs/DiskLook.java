package dev.troupe.logs;

import java.io.IOException;

/** Looks at something on the disk. */
@FunctionalInterface
interface DiskLook<T> {
  T run() throws IOException;
}
