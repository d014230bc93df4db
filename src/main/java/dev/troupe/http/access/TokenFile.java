package dev.troupe.http.access;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** The file that holds the bearer token: one line, for its owner alone. */
public final class TokenFile {
  private static final int SHORTEST = 16;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rwxrwx");

  private TokenFile() {}

  /** The token, if there is one that is a secret. */
  public sealed interface Token {
    record Usable(String text) implements Token {}

    record Unusable(String reason) implements Token {}
  }

  /** Reads the token; makes one if there is no file. */
  public static Token read(Path file) {
    try {
      if (Files.notExists(file)) {
        create(file);
      }
      return check(file);
    } catch (IOException e) {
      return new Token.Unusable("token file %s: %s".formatted(file, e));
    }
  }

  private static Token check(Path file) throws IOException {
    var open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
    open.retainAll(OTHERS);
    if (!open.isEmpty()) {
      return new Token.Unusable(
          "token file %s is open to others (%s): chmod 600 it, or delete it for a new token"
              .formatted(file, PosixFilePermissions.toString(Files.getPosixFilePermissions(file))));
    }
    var text = Files.readString(file).strip();
    return text.length() < SHORTEST
        ? new Token.Unusable(
            "token file %s holds less than %d characters: delete it for a new token"
                .formatted(file, SHORTEST))
        : new Token.Usable(text);
  }

  private static void create(Path file) throws IOException {
    var text = Secret.create() + "\n";
    try (var channel =
        Files.newByteChannel(
            file, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    }
  }
}
