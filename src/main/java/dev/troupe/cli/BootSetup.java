package dev.troupe.cli;

import dev.troupe.api.HomeLayout;
import dev.troupe.cli.boot.BootService;
import dev.troupe.cli.boot.Host;
import dev.troupe.cli.boot.InitSystem;
import dev.troupe.cli.boot.InitSystems;
import dev.troupe.cli.boot.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What {@code startup} and {@code unstartup} are about.
 *
 * @param system the init system
 * @param service what it starts
 * @param userHome the home of the user whom it runs as
 */
record BootSetup(InitSystem system, BootService service, Path userHome) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  /** What a login shell has in PATH at least. */
  private static final List<String> USUAL_FOLDERS =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  /** The caller's variables that say where things are; {@code sudo} takes them away. */
  private static final List<String> PLACES =
      List.of("TROUPE_JAVA_HOME", "JAVA_HOME", "JAVA25_HOME", "TROUPE_HOME", "PM2_HOME");

  static Syntax options(Syntax syntax) {
    return syntax
        .words("PLATFORM", 0, 1, InitSystems.NAMES + "; found by itself if left out.")
        .value("USER", "Whose apps; else the caller's.", "--user", "-u")
        .value("DIR", "Home of that user; else as the system knows it.", "--hp")
        .value("NAME", "Name of the service; else troupe-USER.", "--service-name");
  }

  /** Reads the command line. */
  static BootSetup of(Arguments arguments, Session session, Host host) throws CommandFailure {
    var givenUser = arguments.value("--user");
    var user = givenUser == null ? host.user() : givenUser;
    var userHome = userHome(arguments, session, host, user);
    var system = system(arguments, session, host);
    if (!system.needsRoot() && !user.equals(host.user())) {
      throw new CommandFailure(
          system.name() + " is of the user who calls: " + user + " must call it, without --user");
    }
    return new BootSetup(system, service(arguments, session, user, userHome), userHome);
  }

  private static BootService service(
      Arguments arguments, Session session, String user, Path userHome) throws CommandFailure {
    var givenName = arguments.value("--service-name");
    var name = givenName == null ? program(session.caller()) + "-" + user : givenName;
    refuseStrange("user", user);
    refuseStrange("service name", name);
    var layout = layout(session.caller(), userHome);
    return new BootService(
        name,
        user,
        layout.pidFile(),
        launcher(session.caller()),
        variables(session, layout),
        arguments.has("--wait-ip"));
  }

  /** Those who call it {@code pm2} look for a service of that name. */
  private static String program(Caller caller) {
    return caller.program().startsWith("pm2") ? "pm2" : "troupe";
  }

  private static Path userHome(Arguments arguments, Session session, Host host, String user)
      throws CommandFailure {
    var given = arguments.value("--hp");
    if (given != null) {
      return session.caller().cwd().resolve(given).normalize();
    }
    var own = session.caller().env().get("HOME");
    if (own != null && user.equals(host.user())) {
      return Path.of(own);
    }
    try {
      return host.homeOf(user)
          .orElseThrow(
              () -> new CommandFailure("cannot tell the home of " + user + ": give it with --hp"));
    } catch (IOException e) {
      throw new CommandFailure("cannot read /etc/passwd: " + FileTrouble.reason(e));
    }
  }

  private static InitSystem system(Arguments arguments, Session session, Host host)
      throws CommandFailure {
    var name = arguments.word();
    if (name == null) {
      return InitSystems.on(host)
          .orElseThrow(
              () ->
                  new CommandFailure(
                      "found none of systemctl, rc-update, update-rc.d, chkconfig, launchctl:"
                          + " name the init system ("
                          + InitSystems.NAMES
                          + ")"));
    }
    return InitSystems.named(name, host, configuration(session))
        .orElseThrow(
            () ->
                new CommandFailure("cannot set up " + name + "; give one of " + InitSystems.NAMES));
  }

  private static Path configuration(Session session) {
    var caller = session.caller();
    var given = caller.has("XDG_CONFIG_HOME") ? caller.env().get("XDG_CONFIG_HOME") : null;
    return given == null
        ? Path.of(caller.env().getOrDefault("HOME", "/"), ".config")
        : caller.cwd().resolve(given);
  }

  /** These words become file names, and parts of scripts. */
  private static void refuseStrange(String what, String word) throws CommandFailure {
    if (!NAME.matcher(word).matches()) {
      throw new CommandFailure(
          what + " " + word + ": only letters, digits, dots, dashes and underscores will do");
    }
  }

  private static Path launcher(Caller caller) throws CommandFailure {
    if (caller.root() == null) {
      throw new CommandFailure("this Troupe has no bin/troupe that could be called at boot");
    }
    return caller.root().resolve("bin/troupe");
  }

  private static HomeLayout layout(Caller caller, Path userHome) {
    var env = new HashMap<>(caller.env());
    env.put("HOME", userHome.toString());
    return HomeLayout.of(env, caller.cwd());
  }

  private static SortedMap<String, String> variables(Session session, HomeLayout layout)
      throws CommandFailure {
    var variables = new TreeMap<String, String>();
    var home = layout.root().toString();
    variables.put("TROUPE_HOME", home);
    variables.put("PM2_HOME", home);
    if (session.caller().has("PM2_PID_FILE_PATH")) {
      variables.put("PM2_PID_FILE_PATH", layout.pidFile().toString());
    }
    variables.put("PATH", path(session.caller().env().getOrDefault("PATH", "")));
    var java = session.installation().java().resolve("../..").normalize();
    variables.put("JAVA_HOME", java.toString());
    for (var variable : variables.entrySet()) {
      if (variable.getValue().chars().anyMatch(Character::isISOControl)) {
        throw new CommandFailure(
            variable.getKey() + " has a control character: no service can be told that");
      }
    }
    return variables;
  }

  private static String path(String given) {
    var folders = new ArrayList<String>();
    for (var folder : given.split(":", -1)) {
      if (folder.startsWith("/") && !folders.contains(folder)) {
        folders.add(folder);
      }
    }
    for (var folder : USUAL_FOLDERS) {
      if (!folders.contains(folder)) {
        folders.add(folder);
      }
    }
    return String.join(":", folders);
  }

  /** The line that does the same as root. */
  String asRoot(String command, Arguments arguments, Caller caller) {
    var words = new ArrayList<String>();
    for (var place : PLACES) {
      if (caller.has(place)) {
        words.add(place + "=" + caller.env().get(place));
      }
    }
    words.addAll(List.of(service.program().toString(), command, system.name()));
    words.addAll(List.of("-u", service.user(), "--hp", userHome.toString()));
    if (!service.name().equals("troupe-" + service.user())) {
      words.addAll(List.of("--service-name", service.name()));
    }
    if (arguments.has("--wait-ip")) {
      words.add("--wait-ip");
    }
    return "sudo env PATH=\"$PATH\" " + Shell.line(words);
  }
}
