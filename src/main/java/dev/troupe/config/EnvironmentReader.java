package dev.troupe.config;

import dev.troupe.model.DeclaredEnv;
import dev.troupe.model.DeclaredEnv.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays the variables that an app declares over each other: {@code .env} files, port, env, env_NAME,
 * and what {@code troupe set} keeps for an app of its name.
 */
final class EnvironmentReader {
  private static final String OPTIONAL = "?";
  private static final String SETTINGS = "module_conf.json";

  private final Declaration app;
  private final String name;
  private final Context context;
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  /**
   * @param name of the app
   */
  EnvironmentReader(Declaration app, String name, Context context) {
    this.app = app;
    this.name = name;
    this.context = context;
  }

  /**
   * Reads them.
   *
   * @param cwd the app's, from which the names of files start
   */
  DeclaredEnv read(BasePath cwd) {
    if (app.has(AppFields.CWD)) {
      lay(Map.of("PWD", cwd.folder().toString()), "cwd");
    }
    for (var file : app.get(AppFields.ENV_FILE).orElse(List.of())) {
      file(file, cwd);
    }
    app.get(AppFields.PORT)
        .ifPresent(port -> lay(Map.of("PORT", port.toString()), DeclaredEnv.PORT));
    app.get(AppFields.ENV).ifPresent(env -> lay(env, "env"));
    if (context.envName() != null) {
      named(context.envName());
    }
    settings();
    return new DeclaredEnv(variables, app.get(AppFields.FILTER_ENV).orElse(List.of()));
  }

  private void lay(Map<String, String> values, String origin) {
    values.forEach((name, value) -> variables.put(name, new Variable(value, origin)));
  }

  private void named(String chosen) {
    if (!app.declaresEnvironment(chosen)) {
      app.warn("env_" + chosen + " is not declared; env alone is used");
    }
    lay(app.environment(chosen).orElse(Map.of()), "env_" + chosen);
  }

  private void file(String text, BasePath cwd) {
    boolean isOptional = text.endsWith(OPTIONAL);
    var path = isOptional ? text.substring(0, text.length() - 1) : text;
    var file = cwd.resolve(path);
    if (isOptional && Files.notExists(file)) {
      return;
    }
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      app.refuse(
          AppFields.ENV_FILE,
          file + (Files.exists(file) ? " cannot be read" : " does not exist"),
          "correct the path, or write \"" + path + "?\" if it may be missing");
      return;
    }
    try {
      lay(EnvFile.parse(file.toString(), Files.readString(file), known()), path);
    } catch (MalformedFile e) {
      app.refuse(AppFields.ENV_FILE, e);
    } catch (IOException _) {
      app.refuse(AppFields.ENV_FILE, file + " is no UTF-8 text", "save it as UTF-8");
    }
  }

  /** What a file may refer to. */
  private Map<String, String> known() {
    var known = new HashMap<>(context.env());
    variables.forEach((name, variable) -> known.put(name, variable.value()));
    return known;
  }

  private void settings() {
    var elsewhere = context.env().getOrDefault("PM2_MODULE_CONF_PATH", "");
    var file =
        elsewhere.isEmpty() ? context.home().resolve(SETTINGS) : context.cwd().resolve(elsewhere);
    if (Files.isRegularFile(file) && settings(file).get(name) instanceof Map<?, ?> section) {
      section.forEach(
          (key, value) ->
              variables.put(String.valueOf(key), new Variable(Values.asText(value), SETTINGS)));
    }
  }

  private Map<?, ?> settings(Path file) {
    try {
      var text = Files.readString(file);
      var root = text.isBlank() ? Map.of() : JsonText.parse(file.toString(), text).root();
      if (root instanceof Map<?, ?> sections) {
        return sections;
      }
      app.refuse(AppFields.NAME, file + " is no JSON object", "mend it or remove it");
    } catch (MalformedFile e) {
      app.refuse(AppFields.NAME, e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return Map.of();
  }
}
