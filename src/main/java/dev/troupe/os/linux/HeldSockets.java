package dev.troupe.os.linux;

import dev.troupe.os.ProcessId;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Which sockets some processes have open, by the kernel's numbers for sockets (inodes). */
final class HeldSockets {
  private static final String SOCKET = "socket:[";

  private record Holder(ProcessId process, int fd) {}

  private final Map<Long, Holder> holders = new HashMap<>();

  private HeldSockets() {}

  /** Looks through the descriptors of all these processes. */
  static HeldSockets of(Collection<ProcessId> processes) {
    var held = new HeldSockets();
    processes.forEach(held::look);
    return held;
  }

  private void look(ProcessId process) {
    try (var descriptors = Files.newDirectoryStream(folder(process.pid()))) {
      for (var descriptor : descriptors) {
        inode(descriptor)
            .ifPresent(
                inode -> holders.putIfAbsent(inode, new Holder(process, number(descriptor))));
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It has ended or may not be looked at: what it has cannot be taken.
    }
  }

  /** The number of one of our own sockets; empty if {@code /proc} does not tell. */
  static OptionalLong inode(int fd) {
    return inode(Path.of("/proc/self/fd", Integer.toString(fd)));
  }

  static boolean isSocket(long pid, int fd) {
    return inode(folder(pid).resolve(Integer.toString(fd))).isPresent();
  }

  private static Path folder(long pid) {
    return Path.of("/proc", Long.toString(pid), "fd");
  }

  private static int number(Path descriptor) {
    return Integer.parseInt(descriptor.getFileName().toString());
  }

  private static OptionalLong inode(Path descriptor) {
    try {
      var target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith(SOCKET)
          ? OptionalLong.of(Long.parseLong(target, SOCKET.length(), target.length() - 1, 10))
          : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /** A descriptor of our own for this socket; empty if nobody has it or gives it away. */
  Optional<Integer> take(long inode) {
    var holder = holders.get(inode);
    if (holder == null) {
      return Optional.empty();
    }
    int pidfd = Libc.pidfdOpen(holder.process().pid());
    if (pidfd < 0) {
      return Optional.empty();
    }
    int fd = Libc.pidfdGetfd(pidfd, holder.fd());
    Libc.close(pidfd);
    if (fd >= 0 && !inode(fd).equals(OptionalLong.of(inode))) {
      Libc.close(fd);
      return Optional.empty();
    }
    return fd < 0 ? Optional.empty() : Optional.of(fd);
  }
}
