package dev.troupe.config;

import dev.troupe.model.DeclaredEnv;
import dev.troupe.model.DeclaredEnv.Variable;
import dev.troupe.model.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what an app runs: finds script, interpreter, folder and accounts on this machine. */
final class ProgramReader {
  private static final String NO_INTERPRETER = "none";
  private static final String UNBUFFERED = "PYTHONUNBUFFERED";

  private final Declaration app;
  private final String name;
  private final Context context;
  private final Accounts accounts;

  /**
   * @param name of the app
   */
  ProgramReader(Declaration app, String name, Context context, Accounts accounts) {
    this.app = app;
    this.name = name;
    this.context = context;
    this.accounts = accounts;
  }

  /** Empty if something is wrong, which the findings then say. */
  Optional<Program> read() {
    var args = app.get(AppFields.ARGS).orElse(List.of());
    var user = account(AppFields.USER);
    var group = account(AppFields.GROUP);
    if (!app.has(AppFields.SCRIPT)) {
      app.refuse(AppFields.SCRIPT, "is missing", "name the file or command to run");
    }
    return cwd()
        .flatMap(
            cwd -> {
              var declared = new EnvironmentReader(app, name, context).read(cwd);
              var env = declared.over(context.env());
              return command(cwd, env)
                  .map(found -> program(found, args, cwd, declared, user, group));
            });
  }

  /** What to execute, before the app's own arguments. */
  private record Command(Path script, @Nullable Path interpreter, List<String> firstArgs) {
    Command(Path script, @Nullable Path interpreter) {
      this(script, interpreter, List.of());
    }
  }

  private Program program(
      Command command,
      List<String> args,
      BasePath cwd,
      DeclaredEnv declared,
      Optional<String> user,
      Optional<String> group) {
    var interpreter = command.interpreter() == null ? null : command.interpreter().toString();
    var variables = withUsual(interpreter, declared);
    return new Program(
        command.script().toString(),
        Stream.concat(command.firstArgs().stream(), args.stream()).toList(),
        interpreter,
        interpreterArgs(interpreter),
        cwd.folder().toString(),
        variables.over(context.env()),
        variables,
        mapsSources(),
        user.orElse(null),
        group.orElse(null));
  }

  private List<String> interpreterArgs(@Nullable String interpreter) {
    var args = app.get(AppFields.NODE_ARGS).orElse(List.of());
    if (interpreter == null && !args.isEmpty()) {
      app.warn("node_args is ignored, since no interpreter runs the script");
      return List.of();
    }
    return args;
  }

  /** As PM2 has it: Python's output is not to wait for a buffer to be full. */
  private DeclaredEnv withUsual(@Nullable String interpreter, DeclaredEnv declared) {
    boolean isMissing = !declared.over(context.env()).containsKey(UNBUFFERED);
    return interpreter != null && Interpreters.isPython(interpreter) && isMissing
        ? declared.with(UNBUFFERED, new Variable("1", "troupe"))
        : declared;
  }

  private boolean mapsSources() {
    return app.get(AppFields.SOURCE_MAPS).orElse(true)
        && !app.get(AppFields.NO_SOURCE_MAPS).orElse(false);
  }

  private Optional<BasePath> cwd() {
    var base = BasePath.of(context.cwd(), context.env());
    var folder =
        app.has(AppFields.CWD)
            ? app.get(AppFields.CWD).map(base::resolve)
            : Optional.of(context.cwd());
    if (folder.isPresent() && !Files.isDirectory(folder.get())) {
      var problem = Files.exists(folder.get()) ? " is not a folder" : " does not exist";
      app.refuse(AppFields.CWD, folder.get() + problem, "create it or name another folder");
      return Optional.empty();
    }
    return folder.map(base::in);
  }

  private Optional<String> account(Field<String> field) {
    boolean isUser = field.equals(AppFields.USER);
    var name = app.get(field);
    boolean known =
        name.isEmpty() || (isUser ? accounts.hasUser(name.get()) : accounts.hasGroup(name.get()));
    if (!known) {
      var kind = isUser ? "user" : "group";
      app.refuse(
          field,
          "unknown " + kind + " " + Values.shown(name.get()),
          "name a " + kind + " of this machine or give its number");
    }
    return name;
  }

  private Optional<Command> command(BasePath cwd, Map<String, String> env) {
    var path = SearchPath.of(env, cwd.folder());
    return app.get(AppFields.SCRIPT).flatMap(text -> command(text, cwd, path));
  }

  private Optional<Command> command(String text, BasePath cwd, SearchPath path) {
    var file = cwd.resolve(text);
    if (Files.isRegularFile(file)) {
      return run(new Script(file), path);
    }
    if (isShellLine(text)) {
      return shell(text, path);
    }
    if (StaticServer.isMeant(text)) {
      return Optional.of(new Command(StaticServer.java(), null, StaticServer.arguments()));
    }
    var found = path.find(text);
    if (found.isEmpty()) {
      app.refuse(AppFields.SCRIPT, notFound(file), "check the path, or --cwd");
    }
    return found.flatMap(command -> run(new Script(command), path));
  }

  private static String notFound(Path file) {
    return Files.isDirectory(file)
        ? "Script not found: " + file + " is a folder"
        : "Script not found: " + file;
  }

  /** A given interpreter says that the script is a file, blanks or not. */
  private boolean isShellLine(String text) {
    return text.contains(" ")
        && app.get(AppFields.INTERPRETER).map(NO_INTERPRETER::equals).orElse(true);
  }

  private Optional<Command> shell(String line, SearchPath path) {
    var bash = path.find("bash");
    if (bash.isEmpty()) {
      app.refuse(
          AppFields.SCRIPT,
          "bash, which runs a script with blanks in it, is not in PATH",
          "install it or give the command as script and args");
    }
    return bash.map(found -> new Command(found, null, firstArgs(line)));
  }

  /** With arguments the word after the line is {@code $0}, so that they become {@code $1} on. */
  private List<String> firstArgs(String line) {
    return app.get(AppFields.ARGS).orElse(List.of()).isEmpty()
        ? List.of("-c", line)
        : List.of("-c", line, "bash");
  }

  private Optional<Command> run(Script script, SearchPath path) {
    if (!app.has(AppFields.INTERPRETER)) {
      return byItsKind(script, path);
    }
    return app.get(AppFields.INTERPRETER)
        .flatMap(
            name ->
                name.equals(NO_INTERPRETER) ? byItself(script) : interpreted(script, name, path));
  }

  private Optional<Command> interpreted(Script script, String name, SearchPath path) {
    var interpreter = path.find(name);
    if (interpreter.isEmpty()) {
      app.refuse(
          AppFields.INTERPRETER,
          "interpreter " + name + (name.contains("/") ? " is no program" : " is not in PATH"),
          "install it or name another");
    }
    return interpreter.map(found -> new Command(script.file(), found));
  }

  private Optional<Command> byItsKind(Script script, SearchPath path) {
    var names = Interpreters.forFile(String.valueOf(script.file().getFileName()));
    if (names.isEmpty()) {
      var named = script.isPlainText() ? Optional.of("node") : script.nodeInFirstLine();
      return named
          .flatMap(path::find)
          .map(node -> new Command(script.file(), node))
          .or(() -> byItself(script));
    }
    var interpreter = names.stream().flatMap(name -> path.find(name).stream()).findFirst();
    if (interpreter.isEmpty()) {
      app.refuse(
          AppFields.SCRIPT,
          script.file() + " needs " + String.join(" or ", names) + ", which is not in PATH",
          "install it or name an interpreter (--interpreter)");
    }
    return interpreter.map(found -> new Command(script.file(), found));
  }

  private Optional<Command> byItself(Script script) {
    if (script.runsItself()) {
      return Optional.of(new Command(script.file(), null));
    }
    app.refuse(AppFields.SCRIPT, script.problem(), script.remedy());
    return Optional.empty();
  }
}
