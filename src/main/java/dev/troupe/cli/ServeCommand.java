package dev.troupe.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code serve}: the files of a folder over HTTP, as an app. */
final class ServeCommand implements Command, NeedsNoArguments {
  private static final String USUAL_PORT = "8080"; // PM2's
  private static final int HIGHEST_PORT = 65535;
  private static final String USER = "--basic-auth-username";
  private static final String PASSWORD = "--basic-auth-password";

  @Override
  public Syntax syntax() {
    return new Syntax("Serve the files of a folder over HTTP.", "serve", "expose")
        .words("PATH PORT", 0, 2, "Folder (this one) and port (8080).")
        .value("PORT", "Port to listen on.", "--port")
        .value("HOST", "Address to listen at; 0.0.0.0 if left out.", "--host")
        .value("NAME", "Name of the app; else static-page-server-PORT.", "--name", "-n")
        .flag("Give index.html where there is no file.", "--spa")
        .flag("List folders without an index.html.", "--ftp")
        .value("NAME", "Ask for this user.", USER)
        .value("TEXT", "Ask for this password.", PASSWORD)
        .optional("APP", "PM2's monitoring service; ignored.", "--monitor")
        .flag("Start a second one under the same name.", "--force", "-f")
        .examples("serve", "serve dist 3000 --spa", "serve . 8080 --name docs");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    if (arguments.has("--monitor")) {
      session.console().warn("--monitor belongs to PM2's monitoring service and is ignored");
    }
    if (arguments.has(USER) != arguments.has(PASSWORD)) {
      throw new CommandFailure("give both " + USER + " and " + PASSWORD);
    }
    var words = arguments.words();
    var port = port(arguments, words);
    var folder = session.caller().cwd().resolve(words.isEmpty() ? "." : words.getFirst());
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(folder + " is not a folder: give the one whose files to serve");
    }
    var name = arguments.value("--name");
    Map<String, Object> app = new LinkedHashMap<>();
    app.put("script", "serve");
    app.put("name", name == null ? "static-page-server-" + port : name);
    app.put("env", env(arguments, folder.normalize(), port));
    var targets = new Targets(session, "Started");
    new Start(arguments, session, targets).app(app);
    return targets.finish();
  }

  private static Map<String, Object> env(Arguments arguments, Path folder, String port) {
    var env = new LinkedHashMap<String, Object>();
    env.put("PM2_SERVE_PORT", port);
    env.put("PM2_SERVE_PATH", folder.toString());
    put(env, "PM2_SERVE_HOST", arguments.value("--host"));
    put(env, "PM2_SERVE_SPA", arguments.has("--spa") ? "true" : null);
    put(env, "PM2_SERVE_FTP", arguments.has("--ftp") ? "true" : null);
    put(env, "PM2_SERVE_BASIC_AUTH", arguments.has(USER) ? "true" : null);
    put(env, "PM2_SERVE_BASIC_AUTH_USERNAME", arguments.value(USER));
    put(env, "PM2_SERVE_BASIC_AUTH_PASSWORD", arguments.value(PASSWORD));
    return env;
  }

  private static void put(Map<String, Object> env, String name, @Nullable String value) {
    if (value != null) {
      env.put(name, value);
    }
  }

  private static String port(Arguments arguments, List<String> words) throws CommandFailure {
    var option = arguments.value("--port");
    var text = words.size() > 1 ? words.get(1) : option == null ? USUAL_PORT : option;
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= HIGHEST_PORT) {
        return text;
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new CommandFailure(text + " is not a port: give a number from 0 to 65535");
  }
}
