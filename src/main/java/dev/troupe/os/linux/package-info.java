/** The machine through Linux system calls (FFM): posix_spawn, pidfd, epoll. */
@NullMarked
package dev.troupe.os.linux;

import org.jspecify.annotations.NullMarked;
