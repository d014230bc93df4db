package dev.troupe.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instance runs.
 *
 * @param script absolute path of the script or binary; with an interpreter that takes code ({@code
 *     bash -c}) the code itself
 * @param args the program's own arguments
 * @param interpreter absolute path of the interpreter; null runs {@code script} itself
 * @param interpreterArgs arguments between interpreter and script; null after they were taken away
 *     (PM2 then shows none, in place of an empty list)
 * @param cwd absolute working directory
 * @param env the complete environment the user asked for; nothing of the daemon's is added
 * @param declared what of it the app declares itself
 * @param sourceMaps whether Node shows places in the sources that a program was made from
 * @param user name or number to run as; null is the daemon's own
 * @param group name or number to run as; null is the user's login group
 */
public record Program(
    String script,
    List<String> args,
    @Nullable String interpreter,
    @Nullable List<String> interpreterArgs,
    String cwd,
    Map<String, String> env,
    DeclaredEnv declared,
    boolean sourceMaps,
    @Nullable String user,
    @Nullable String group) {

  public Program {
    args = List.copyOf(args);
    interpreterArgs = interpreterArgs == null ? null : List.copyOf(interpreterArgs);
    env = Map.copyOf(env);
  }

  /** A program that declares no variables of its own. */
  public Program(
      String script,
      List<String> args,
      @Nullable String interpreter,
      List<String> interpreterArgs,
      String cwd,
      Map<String, String> env,
      @Nullable String user,
      @Nullable String group) {
    this(script, args, interpreter, interpreterArgs, cwd, env, DeclaredEnv.NONE, true, user, group);
  }

  /** The whole command line: executable first. */
  public List<String> commandLine() {
    var words = new ArrayList<String>();
    if (interpreter != null) {
      words.add(interpreter);
      words.addAll(interpreterArgs == null ? List.of() : interpreterArgs);
    }
    words.add(script);
    words.addAll(args);
    return List.copyOf(words);
  }

  /** Whether Node runs it, or Bun, which takes Node's place. */
  public boolean isNode() {
    return interpreter != null && interpreter.matches("(.*/)?(node|nodejs|bun)[-0-9.]*");
  }

  /** The same program with something else in place of each variable's value. */
  Program hidingValues(String shown) {
    var hidden = new HashMap<>(env);
    hidden.replaceAll((_, _) -> shown);
    return with(hidden, declared.hidingValues(shown));
  }

  /** The same program with more variables declared, which lie over all others. */
  public Program declaring(Map<String, DeclaredEnv.Variable> more) {
    var all = new HashMap<>(env);
    var declaredNow = declared;
    for (var variable : more.entrySet()) {
      all.put(variable.getKey(), variable.getValue().value());
      declaredNow = declaredNow.with(variable.getKey(), variable.getValue());
    }
    return with(all, declaredNow);
  }

  /** The same program with another environment. */
  public Program withEnv(Map<String, String> other) {
    return with(other, declared);
  }

  private Program with(Map<String, String> other, DeclaredEnv newlyDeclared) {
    return new Program(
        script,
        args,
        interpreter,
        interpreterArgs,
        cwd,
        other,
        newlyDeclared,
        sourceMaps,
        user,
        group);
  }
}
