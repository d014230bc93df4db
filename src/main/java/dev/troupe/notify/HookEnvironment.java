package dev.troupe.notify;

import dev.troupe.api.Json;
import dev.troupe.model.Event;
import dev.troupe.model.ExitStatus;
import dev.troupe.os.Signals;
import dev.troupe.policy.HookQueue;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command of an app finds in its environment: the app's own variables, and these. */
final class HookEnvironment {
  /** The event as JSON, which the command gets as its standard input too. */
  static final String JSON = "TROUPE_EVENT_JSON";

  private HookEnvironment() {}

  /**
   * @param home absolute path of the daemon's home directory
   */
  static Map<String, String> of(HookQueue.Entry entry, String home) {
    var call = entry.call();
    var env = new HashMap<>(call.spec().program().env());
    env.put("TROUPE_HOME", home);
    env.put("TROUPE_APP", call.spec().name());
    env.put("TROUPE_NAMESPACE", call.spec().namespace());
    env.put("TROUPE_INSTANCE", Integer.toString(call.instance()));
    env.put("TROUPE_EVENT", call.topic().word());
    env.put("TROUPE_RESTARTS", Integer.toString(call.restarts()));
    env.put("TROUPE_MISSED", Integer.toString(entry.missed()));
    env.put("TROUPE_EXIT_CODE", "");
    env.put("TROUPE_SIGNAL", "");
    env.put("TROUPE_PID", "");
    env.put("TROUPE_REASON", "");
    tellExit(env, call.lastExit());
    tellEvent(env, call.event());
    env.put(JSON, Json.write(call.event()));
    return env;
  }

  private static void tellExit(Map<String, String> env, @Nullable ExitStatus status) {
    switch (status) {
      case ExitStatus.Exited(int code) -> env.put("TROUPE_EXIT_CODE", Integer.toString(code));
      case ExitStatus.Signaled(int signal, boolean outOfMemory) -> {
        env.put("TROUPE_SIGNAL", Signals.name(signal));
        if (outOfMemory) {
          env.put("TROUPE_REASON", "out of memory");
        }
      }
      case ExitStatus.Unknown() -> {}
      case null -> {}
    }
  }

  /** Those that hooks are called for. */
  private static void tellEvent(Map<String, String> env, Event event) {
    if (event instanceof Event.Exited exited) {
      env.put("TROUPE_PID", Long.toString(exited.pid()));
    } else if (event instanceof Event.Online online) {
      env.put("TROUPE_PID", Long.toString(online.pid()));
    } else if (event instanceof Event.GaveUp gaveUp) {
      env.put("TROUPE_REASON", gaveUp.reason());
    }
  }
}
