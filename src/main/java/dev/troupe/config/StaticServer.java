package dev.troupe.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code script: serve}: the program that serves the files of a folder. It is a part of Troupe and
 * runs on the same Java, as an app like any other: what it serves its {@code PM2_SERVE_*} variables
 * say.
 */
final class StaticServer {
  private static final String SCRIPT = "serve";
  private static final String PREFIX = "PM2_SERVE_";
  private static final String USUAL_PORT = "8080"; // PM2's

  /** Fields of a {@code static} section by the variable they set. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "path", "PATH",
          "port", "PORT",
          "host", "HOST",
          "spa", "SPA",
          "ftp", "FTP",
          "homepage", "HOMEPAGE",
          "basic_auth_username", "BASIC_AUTH_USERNAME",
          "basic_auth_password", "BASIC_AUTH_PASSWORD");

  private static final String MAIN = "dev.troupe.serve.ServeMain";

  /** Little memory, a quick start, nothing on standard output but its own lines. */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms16m",
          "-Xmn4m",
          "-Xmx48m",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=25",
          "-XX:TrimNativeHeapInterval=10000",
          "-Xss512k",
          "-XX:TieredStopAtLevel=1",
          "-XX:ReservedCodeCacheSize=24m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:-UsePerfData",
          "-Xlog:disable",
          "-Xlog:all=error:stderr",
          "-Dslf4j.internal.verbosity=ERROR",
          "-Djdk.reflect.useNativeAccessorOnly=true",
          // It speaks no TLS; parsing the JDK's certificates would take 3 MB.
          "-Djavax.net.ssl.trustStore=NONE",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  private StaticServer() {}

  static boolean isMeant(String script) {
    return script.equals(SCRIPT);
  }

  /**
   * An entry of a file's {@code static} section as an app. What an app can have besides is taken
   * over.
   */
  static Map<String, Object> declaration(Map<String, Object> site) {
    var app = new LinkedHashMap<String, Object>();
    Map<String, Object> env = new LinkedHashMap<>();
    for (var field : site.entrySet()) {
      var variable = VARIABLES.get(field.getKey());
      if (variable == null) {
        app.put(field.getKey(), field.getValue());
      } else if (!Boolean.FALSE.equals(field.getValue())) {
        env.put(PREFIX + variable, field.getValue());
      }
    }
    if (env.containsKey(PREFIX + "BASIC_AUTH_USERNAME")) {
      env.put(PREFIX + "BASIC_AUTH", "true");
    }
    if (site.get("env") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> env.put(String.valueOf(name), value));
    }
    app.put("script", SCRIPT);
    app.putIfAbsent("name", "static-page-server-" + site.getOrDefault("port", USUAL_PORT));
    app.put("env", env);
    return app;
  }

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  static List<String> arguments() {
    var arguments = new ArrayList<>(OPTIONS);
    var archive = System.getProperty("troupe.daemon.archive");
    if (archive != null) {
      arguments.add("-XX:SharedArchiveFile=" + archive);
    }
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path"), MAIN));
    return arguments;
  }
}
