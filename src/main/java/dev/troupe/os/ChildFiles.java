package dev.troupe.os;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Files of the daemon that its children are to reach. They lie in its home, which is closed to
 * others; those for children that run as another user lie in a folder that everybody may pass
 * through, but only root may list or change.
 *
 * @param own the daemon's home
 * @param shared a folder of its own for each home, within one that only root may write to; made
 *     when needed
 */
public record ChildFiles(Path own, Path shared) {
  private static final int WRITABLE_BY_OTHERS = 022;

  /**
   * The folder of that name for children of a user; made if it is missing.
   *
   * @param user name or number, as in {@link LaunchPlan}; null is the daemon's own
   * @throws IOException if it cannot be made or is not safe; the message is meant for the user
   */
  public Path folder(String name, @Nullable String user) throws IOException {
    if (stranger(user).isEmpty()) {
      return make(own.resolve(name), "rwx------");
    }
    for (var folder : new Path[] {shared.getParent(), shared, shared.resolve(name)}) {
      refuseUnsafe(make(folder, "rwx--x--x"));
    }
    return shared.resolve(name);
  }

  /**
   * Lets children of a user write to a file, and nobody else.
   *
   * @throws IOException if its owner cannot be changed
   */
  public void give(Path file, @Nullable String user) throws IOException {
    var stranger = stranger(user);
    if (stranger.isPresent()) {
      Files.setAttribute(file, "unix:uid", stranger.getAsInt());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** The number of a user other than the daemon's own; only root can have children of others. */
  private static OptionalInt stranger(@Nullable String user) {
    if (user == null || new UnixSystem().getUid() != 0) {
      return OptionalInt.empty();
    }
    long uid =
        Accounts.user(user)
            .map(Accounts.User::uid)
            .orElseGet(() -> Accounts.isNumber(user) ? Long.parseLong(user) : 0L);
    return uid == 0 ? OptionalInt.empty() : OptionalInt.of((int) uid);
  }

  private static Path make(Path folder, String permissions) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }
    return folder;
  }

  private static void refuseUnsafe(Path folder) throws IOException {
    var found = Files.readAttributes(folder, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    boolean isRoots = Integer.valueOf(0).equals(found.get("uid"));
    boolean isSafe = found.get("mode") instanceof Integer mode && (mode & WRITABLE_BY_OTHERS) == 0;
    if (!isRoots || !isSafe) {
      throw new IOException(
          folder + " is not a folder that only root may write to: remove it or change its owner");
    }
  }
}
