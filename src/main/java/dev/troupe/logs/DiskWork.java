package dev.troupe.logs;

import java.io.IOException;

/** What blocks on the disk, and what the disk may refuse. */
@FunctionalInterface
interface DiskWork {
  void run() throws IOException;
}
