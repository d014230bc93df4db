package dev.troupe.cli.deploy;

import dev.troupe.cli.deploy.DeployTarget.Hook;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads one environment of a {@code deploy} section. */
public final class DeployReader {
  private static final Set<String> KNOWN =
      Set.of(
          "user",
          "host",
          "port",
          "key",
          "ssh_options",
          "forward-agent",
          "needs_tty",
          "repo",
          "ref",
          "path",
          "fetch",
          "env");
  private static final String USUAL_REF = "origin/master"; // PM2's

  private final String where;
  private final Map<?, ?> fields;
  private final List<String> warnings = new ArrayList<>();

  private DeployReader(String where, Map<?, ?> fields) {
    this.where = where;
    this.fields = fields;
  }

  /** A declaration that cannot be used. */
  public static final class Unusable extends Exception {
    @java.io.Serial private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * What was read.
   *
   * @param warnings one line each
   */
  public record Outcome(DeployTarget target, List<String> warnings) {
    public Outcome {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Reads.
   *
   * @param file what error lines call it
   * @param section the whole {@code deploy} section
   */
  public static Outcome read(String file, Map<?, ?> section, String name) throws Unusable {
    if (!(section.get(name) instanceof Map<?, ?> fields)) {
      var known = new TreeSet<String>();
      section.keySet().forEach(key -> known.add(String.valueOf(key)));
      throw new Unusable(
          file + ": deploy has no environment " + name + "; there are " + String.join(", ", known));
    }
    return new DeployReader(file + ": deploy." + name, fields).read(name);
  }

  private Outcome read(String name) throws Unusable {
    var path = needed("path", "name an absolute folder on the machine");
    if (!path.startsWith("/")) {
      throw new Unusable(where + ".path: " + path + " is not absolute; begin it with a slash");
    }
    var target =
        new DeployTarget(
            name,
            hosts(),
            option("user"),
            text("port"),
            text("key"),
            list("ssh_options"),
            isOn("forward-agent"),
            isOn("needs_tty"),
            option(needed("repo", "give what git clone takes"), "repo"),
            ref(),
            path.replaceFirst("/+$", ""),
            "fast".equals(text("fetch")),
            env(),
            hooks());
    warnOfUnknown();
    return new Outcome(target, warnings);
  }

  private List<String> hosts() throws Unusable {
    var hosts = list("host");
    if (hosts.isEmpty()) {
      throw new Unusable(where + ".host is missing: name the machine, or a list of them");
    }
    for (var host : hosts) {
      option(host, "host");
    }
    return hosts;
  }

  private String ref() throws Unusable {
    var ref = option("ref");
    return ref == null ? USUAL_REF : ref;
  }

  private String needed(String field, String remedy) throws Unusable {
    var value = text(field);
    if (value == null || value.isEmpty()) {
      throw new Unusable(where + "." + field + " is missing: " + remedy);
    }
    return value;
  }

  private @Nullable String option(String field) throws Unusable {
    var value = text(field);
    return value == null ? null : option(value, field);
  }

  /** What ssh or git get as a word must not look like an option of theirs. */
  private String option(String value, String field) throws Unusable {
    if (value.startsWith("-")) {
      throw new Unusable(
          where + "." + field + ": " + value + " begins with a dash; leave that out");
    }
    return value;
  }

  private @Nullable String text(String field) {
    var value = fields.get(field);
    return value == null ? null : String.valueOf(value);
  }

  private List<String> list(String field) {
    return switch (fields.get(field)) {
      case null -> List.of();
      case List<?> many -> many.stream().map(String::valueOf).toList();
      case Object one -> List.of(String.valueOf(one));
    };
  }

  private boolean isOn(String field) {
    var value = text(field);
    return value != null && !Set.of("no", "false").contains(value);
  }

  private Map<String, String> env() throws Unusable {
    var env = new LinkedHashMap<String, String>();
    if (fields.get("env") instanceof Map<?, ?> given) {
      for (var entry : given.entrySet()) {
        var name = String.valueOf(entry.getKey());
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
          throw new Unusable(
              where + ".env: " + name + " is no variable's name; use letters, digits and _");
        }
        env.put(name, String.valueOf(entry.getValue()));
      }
    }
    return env;
  }

  private Map<Hook, String> hooks() {
    var hooks = new EnumMap<Hook, String>(Hook.class);
    for (var hook : Hook.values()) {
      var commands = text(hook.field());
      if (commands != null && !commands.isBlank()) {
        hooks.put(hook, commands);
      }
    }
    return hooks;
  }

  private void warnOfUnknown() {
    for (var key : fields.keySet()) {
      var name = String.valueOf(key);
      boolean isHook = List.of(Hook.values()).stream().anyMatch(hook -> hook.field().equals(name));
      if (!isHook && !KNOWN.contains(name)) {
        warnings.add(where + "." + name + " is unknown and ignored");
      }
    }
  }
}
