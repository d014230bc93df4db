package dev.troupe.http.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.troupe.api.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The file of all named keys ({@code keys.json}, for its owner alone). Blocks. */
final class KeyFile {
  private final Path path;

  KeyFile(Path path) {
    this.path = path;
  }

  /** What the file holds. */
  record Content(List<Key> keys) {}

  /**
   * Reads all keys; none if there is no file.
   *
   * @throws IOException with one clear line if it cannot be read
   */
  List<Key> read() throws IOException {
    if (Files.notExists(path)) {
      return List.of();
    }
    try {
      return List.copyOf(Json.read(Content.class, Files.readString(path)).keys());
    } catch (JsonProcessingException | NullPointerException e) {
      throw new IOException(
          "%s is no list of keys (%s): delete it and make the keys anew"
              .formatted(path, e.getMessage()),
          e);
    }
  }

  /** Writes all keys so that a crash leaves the old file or the new one. */
  void write(List<Key> keys) throws IOException {
    var fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(fresh, options, ownerOnly)) {
      var bytes = ByteBuffer.wrap(Json.write(new Content(keys)).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
  }
}
