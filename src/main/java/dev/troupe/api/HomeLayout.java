package dev.troupe.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where everything lies in a home directory: the names that command line and daemon must agree on.
 *
 * @param root the home directory, absolute
 * @param pidFile where the daemon's pid is written (PM2: {@code pm2.pid}, PM2_PID_FILE_PATH)
 */
public record HomeLayout(Path root, Path pidFile) {

  /**
   * The longest path a socket can be bound to, in bytes: 103 on macOS, 107 on Linux (unix(7),
   * {@code sun_path}). The smaller one serves both.
   */
  private static final int LONGEST_SOCKET_PATH = 103;

  /**
   * The home an environment means: {@code TROUPE_HOME}, else {@code PM2_HOME}, else {@code
   * ~/.troupe}.
   *
   * @param cwd absolute folder that a relative home starts from
   */
  public static HomeLayout of(Map<String, String> env, Path cwd) {
    var root = cwd.resolve(rootIn(env)).normalize();
    var pidFile = given(env, "PM2_PID_FILE_PATH");
    return new HomeLayout(
        root, pidFile == null ? root.resolve("pm2.pid") : cwd.resolve(pidFile).normalize());
  }

  private static Path rootIn(Map<String, String> env) {
    for (var variable : new String[] {"TROUPE_HOME", "PM2_HOME"}) {
      var path = given(env, variable);
      if (path != null) {
        return Path.of(path);
      }
    }
    var user = given(env, "HOME");
    return Path.of(user == null ? System.getProperty("user.home", "/") : user, ".troupe");
  }

  private static @Nullable String given(Map<String, String> env, String variable) {
    var value = env.get(variable);
    return value == null || value.isEmpty() ? null : value;
  }

  /** Held by the one daemon of this home for as long as it lives. */
  public Path lock() {
    return root.resolve("daemon.lock");
  }

  /** The daemon's own log. */
  public Path daemonLog() {
    return root.resolve("troupe.log");
  }

  /**
   * What {@code set} keeps.
   *
   * @param env may lead elsewhere, as PM2's variable does; a relative path is below home
   */
  public Path moduleSettings(Map<String, String> env) {
    return root.resolve(env.getOrDefault("PM2_MODULE_CONF_PATH", "module_conf.json"));
  }

  /** What has happened, the newest last; an older part lies beside it. */
  public Path events() {
    return root.resolve("events.jsonl");
  }

  /** When which part of the apps' output was written. */
  public Path logTimes() {
    return root.resolve("log-times");
  }

  /** Output of the apps, unless they name files of their own. */
  public Path logs() {
    return root.resolve("logs");
  }

  public Path pids() {
    return root.resolve("pids");
  }

  /** Named pipes that outlive a daemon. */
  public Path pipes() {
    return root.resolve("pipes");
  }

  /**
   * What children of other users are to reach, since they cannot pass through the home: a folder
   * named after the home, below one of root's, who alone can have such children.
   */
  public Path shared() {
    return Path.of("/run/troupe", nameOf(root));
  }

  /** The bearer token of the TCP door. */
  public Path token() {
    return root.resolve("token");
  }

  /** Further keys of the TCP door. */
  public Path keys() {
    return root.resolve("keys.json");
  }

  /** What the daemon must know to go on after its own death. */
  public Path state() {
    return root.resolve("state.json");
  }

  /** What {@code save} writes and {@code resurrect} reads. */
  public Path dump() {
    return root.resolve("dump.pm2");
  }

  /**
   * The daemon's socket: {@code troupe.sock} in home, or, where that path is too long for the
   * system, one under {@code /tmp/troupe-UID} that is named after home. That folder is made if it
   * is missing. Home must exist.
   *
   * @throws IOException if the folder in {@code /tmp} cannot be made or belongs to somebody else;
   *     the message is meant for the user
   */
  public Path socket() throws IOException {
    var direct = root.resolve("troupe.sock");
    if (direct.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_SOCKET_PATH) {
      return direct;
    }
    var owner = Files.getAttribute(root, "unix:uid");
    var folder = Path.of("/tmp", "troupe-" + owner);
    makePrivate(folder);
    refuseStrangers(folder, owner);
    return folder.resolve(nameOf(root) + ".sock");
  }

  private static String nameOf(Path root) {
    return UUID.nameUUIDFromBytes(root.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static void makePrivate(Path folder) throws IOException {
    try {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // Made before; whose it is gets checked next.
    }
  }

  private static void refuseStrangers(Path folder, Object owner) throws IOException {
    var found =
        Files.readAttributes(folder, "unix:uid,mode,isDirectory", LinkOption.NOFOLLOW_LINKS);
    boolean mine = owner.equals(found.get("uid")) || Integer.valueOf(0).equals(found.get("uid"));
    boolean closed = found.get("mode") instanceof Integer mode && (mode & 077) == 0;
    if (!mine || !closed || !Boolean.TRUE.equals(found.get("isDirectory"))) {
      throw new IOException(
          folder
              + " is not a private folder of this user, and the home directory's path is too long"
              + " for a socket: choose a shorter TROUPE_HOME");
    }
  }
}
