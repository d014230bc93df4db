package dev.troupe.http.access;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * All keys that open the TCP door: the token of the token file, which may do everything, and named
 * ones. Thread-safe; {@link #add} and {@link #revoke} write a file and block.
 */
public final class Keys {
  /** What the token of the token file is called. */
  static final String MASTER = "token";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private final KeyFile file;
  private final InstantSource clock;
  private final Key master;
  private volatile List<Key> named;

  private Keys(KeyFile file, InstantSource clock, Key master, List<Key> named) {
    this.file = file;
    this.clock = clock;
    this.master = master;
    this.named = named;
  }

  /**
   * Reads the named keys.
   *
   * @param token of the token file
   * @param path of the file of named keys
   * @throws IOException if the file is there and cannot be read, with one clear line
   */
  public static Keys open(String token, Path path, InstantSource clock) throws IOException {
    var file = new KeyFile(path);
    var master = new Key(MASTER, Role.ADMIN, Secret.digest(token), clock.instant());
    return new Keys(file, clock, master, file.read());
  }

  /** What came of a wish; all but the first two change nothing. */
  public sealed interface Outcome {
    /** The key is there; its secret is shown this once. */
    record Made(Key key, String secret) implements Outcome {}

    record Revoked(Key key) implements Outcome {}

    /** There is one of that name already. */
    record Refused(String reason) implements Outcome {}

    /** There is none of that name. */
    record Missing(String reason) implements Outcome {}

    /** No key can have that name. */
    record Misnamed(String reason) implements Outcome {}
  }

  /** The key with that secret. */
  Optional<Key> find(String secret) {
    var digest = Secret.digest(secret);
    if (digest.equals(master.digest())) {
      return Optional.of(master);
    }
    return named.stream().filter(key -> key.digest().equals(digest)).findFirst();
  }

  /** Whether the key is there still. */
  boolean has(Key key) {
    return key.equals(master) || named.contains(key);
  }

  Key master() {
    return master;
  }

  /** Named keys, oldest first. */
  public List<Key> named() {
    return named;
  }

  /** Makes a key. */
  public synchronized Outcome add(String name, Role role) throws IOException {
    if (!NAME.matcher(name).matches()) {
      return new Outcome.Misnamed(
          "name: must be 1 to 64 letters, digits, '.', '_' or '-', not " + name);
    }
    if (name.equals(MASTER) || isKnown(name)) {
      return new Outcome.Refused("there is a key %s: revoke it first".formatted(name));
    }
    var secret = Secret.create();
    var key = new Key(name, role, Secret.digest(secret), clock.instant());
    var more = new ArrayList<>(named);
    more.add(key);
    replace(more);
    return new Outcome.Made(key, secret);
  }

  /** Takes a key back; it and all sessions begun with it open nothing from now on. */
  public synchronized Outcome revoke(String name) throws IOException {
    var found = named.stream().filter(key -> key.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      return new Outcome.Missing("there is no key " + name);
    }
    replace(named.stream().filter(key -> !key.equals(found.get())).toList());
    return new Outcome.Revoked(found.get());
  }

  private boolean isKnown(String name) {
    return named.stream().anyMatch(key -> key.name().equals(name));
  }

  private void replace(List<Key> keys) throws IOException {
    file.write(keys);
    named = List.copyOf(keys);
  }
}
