package dev.troupe.serve;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is served, where and to whom.
 *
 * @param host address to listen at
 * @param port to listen at, 1 to 65535; 0 takes a free one
 * @param root existing folder, absolute
 * @param isSinglePage whether a path that is no file gets the first page
 * @param lists whether a folder without an index.html is listed
 * @param homepage the first page of {@code isSinglePage}, relative to root
 * @param credentials what {@code Authorization: Basic} must be followed by; null admits everybody
 */
record ServeSettings(
    String host,
    int port,
    Path root,
    boolean isSinglePage,
    boolean lists,
    String homepage,
    @Nullable String credentials) {

  private static final String PREFIX = "PM2_SERVE_";
  private static final String USUAL_PORT = "8080"; // PM2's
  private static final int HIGHEST_PORT = 65535;

  /** What the variables PM2_SERVE_PORT, PATH, HOST, SPA, FTP, HOMEPAGE and BASIC_AUTH* say. */
  static ServeSettings of(Map<String, String> env, Path cwd) throws Unusable {
    return new ServeSettings(
        given(env, "HOST").orElse("0.0.0.0"),
        port(given(env, "PORT").orElse(USUAL_PORT)),
        root(cwd.resolve(given(env, "PATH").orElse("."))),
        isOn(env, "SPA"),
        isOn(env, "FTP"),
        given(env, "HOMEPAGE").orElse("index.html").replaceFirst("^/+", ""),
        isOn(env, "BASIC_AUTH") ? credentials(env) : null);
  }

  /** Settings with which nothing can be served. */
  static final class Unusable extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message, null, false, false);
    }
  }

  private static Optional<String> given(Map<String, String> env, String name) {
    return Optional.ofNullable(env.get(PREFIX + name)).filter(value -> !value.isEmpty());
  }

  private static boolean isOn(Map<String, String> env, String name) {
    return given(env, name).filter(value -> !value.equals("false")).isPresent();
  }

  private static int port(String text) throws Unusable {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new Unusable(PREFIX + "PORT: " + text + " is not a port; give a number from 0 to 65535");
  }

  private static Path root(Path folder) throws Unusable {
    if (!Files.isDirectory(folder)) {
      throw new Unusable(
          PREFIX + "PATH: " + folder + " is not a folder; give the one whose files to serve");
    }
    return folder.toAbsolutePath().normalize();
  }

  private static String credentials(Map<String, String> env) throws Unusable {
    var user = given(env, "BASIC_AUTH_USERNAME");
    var password = given(env, "BASIC_AUTH_PASSWORD");
    if (user.isEmpty() || password.isEmpty()) {
      throw new Unusable(
          PREFIX + "BASIC_AUTH needs " + PREFIX + "BASIC_AUTH_USERNAME and ..._PASSWORD");
    }
    var text = user.get() + ":" + password.get();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
