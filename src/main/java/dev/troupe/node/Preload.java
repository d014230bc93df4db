package dev.troupe.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The script that Node children load before their own. It tells which Node they run on, and after
 * {@link DaemonLine#DRAIN} it has HTTP responses close their connections, so that a client with a
 * kept-alive one goes elsewhere before this child ends.
 */
public final class Preload {
  private static final String RESOURCE = "/node/drain.cjs";

  private Preload() {}

  /**
   * Puts the script where a child can read it, whoever it runs as. A file that is there already is
   * left alone: its name tells its content.
   *
   * @param folder is made if it is missing
   * @return absolute path of the file, without links
   * @throws UncheckedIOException if it cannot be written
   */
  public static String install(Path folder) {
    var script = script();
    try {
      Files.createDirectories(folder);
      var file = folder.toRealPath().resolve("troupe-drain-" + digest(script) + ".cjs");
      if (!Files.exists(file)) {
        write(file, script);
      }
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String script) throws IOException {
    var draft = Files.createTempFile(file.getParent(), "troupe-drain-", ".draft");
    try {
      Files.writeString(draft, script);
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String script() {
    try (var resource = Preload.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is missing in the jar");
      }
      return new String(resource.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(String script) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
