package dev.troupe.api;

import dev.troupe.model.Trouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the process that listens on a TCP port, by what Linux tells in {@code /proc} (proc(5)).
 * Processes of others are seen by root alone.
 *
 * <p>Blocks.
 *
 * @param proc where that is
 */
public record PortHolder(Path proc) {
  private static final String LISTENING = "0A";
  private static final int LONGEST_COMMAND = 120;

  /** Column of the local address in {@code /proc/net/tcp}, and those of state and inode. */
  private static final int LOCAL = 1;

  private static final int STATE = 3;
  private static final int INODE = 9;

  /** Empty if nobody does, or somebody whom one may not look at. */
  public Optional<Trouble.Holder> of(int port) {
    var sockets = new HashSet<String>();
    for (var table : new String[] {"net/tcp", "net/tcp6"}) {
      sockets.addAll(listening(proc.resolve(table), port));
    }
    return sockets.isEmpty() ? Optional.empty() : holder(sockets);
  }

  private static Set<String> listening(Path table, int port) {
    var sockets = new HashSet<String>();
    var suffix = ":%04X".formatted(port);
    try {
      for (var line : Files.readAllLines(table)) {
        var columns = line.strip().split("\\s+", -1);
        if (columns.length > INODE
            && columns[LOCAL].endsWith(suffix)
            && columns[STATE].equals(LISTENING)) {
          sockets.add("socket:[" + columns[INODE] + "]");
        }
      }
    } catch (IOException _) {
      return Set.of();
    }
    return sockets;
  }

  private Optional<Trouble.Holder> holder(Set<String> sockets) {
    try (var processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (var process : processes) {
        if (holds(process, sockets)) {
          var pid = Long.parseLong(process.getFileName().toString());
          return Optional.of(new Trouble.Holder(pid, command(process)));
        }
      }
    } catch (IOException | DirectoryIteratorException | NumberFormatException _) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** A process that ends meanwhile, or is another user's, holds nothing as far as one can see. */
  private static boolean holds(Path process, Set<String> sockets) {
    try (var descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      for (var descriptor : descriptors) {
        if (sockets.contains(target(descriptor))) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      return false;
    }
    return false;
  }

  private static String target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (IOException _) {
      return "";
    }
  }

  private static String command(Path process) throws IOException {
    var line = new String(Files.readAllBytes(process.resolve("cmdline")), StandardCharsets.UTF_8);
    var command = line.replace('\0', ' ').strip();
    return command.length() <= LONGEST_COMMAND
        ? command
        : command.substring(0, LONGEST_COMMAND) + "...";
  }
}
