package dev.troupe.cli;

import dev.troupe.api.HomeLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes sure that there is a home directory to work in. */
final class HomeFolder {
  private HomeFolder() {}

  /** The caller's home; made, for its user alone, if it is missing. */
  static HomeLayout open(Caller caller) throws CommandFailure {
    var layout = HomeLayout.of(caller.env(), caller.cwd());
    var root = layout.root();
    if (!Files.isDirectory(root)) {
      make(root);
    }
    if (!Files.isWritable(root)) {
      throw new CommandFailure(unusable(root, "this user may not write to it"));
    }
    return layout;
  }

  private static void make(Path root) throws CommandFailure {
    try {
      var parent = root.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(
          root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      if (!Files.isDirectory(root)) {
        throw new CommandFailure(unusable(root, FileTrouble.reason(e)));
      }
    }
  }

  private static String unusable(Path root, String reason) {
    return "cannot use "
        + root
        + " as home directory: "
        + reason
        + ". Set TROUPE_HOME to a folder you may write to.";
  }
}
