package dev.troupe.cli;

import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.PlainRow;
import dev.troupe.model.Usage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs command lines in a home of their own. */
final class CommandRun {
  static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");

  static final String PATH = System.getenv("PATH");

  private final Path home;
  private final Map<String, String> env = new HashMap<>();
  private String program = "troupe";
  private @Nullable Path root;
  private boolean isTerminal;
  private InputStream stdin = InputStream.nullInputStream();

  CommandRun(Path home) {
    this.home = home;
    env.put("TROUPE_HOME", home.toString());
    env.put("PATH", PATH);
  }

  CommandRun as(String name) {
    program = name;
    return this;
  }

  CommandRun installedIn(Path folder) {
    root = folder;
    return this;
  }

  CommandRun onTerminal() {
    isTerminal = true;
    return this;
  }

  CommandRun reading(InputStream typed) {
    stdin = typed;
    return this;
  }

  CommandRun with(String variable, String value) {
    env.put(variable, value);
    return this;
  }

  /** What came of a command. */
  record Result(int exitCode, String out, String err) {}

  Result run(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var caller = new Caller(program, root, env, home, isTerminal, Integer.MAX_VALUE);
    var console = new Console(out, err, caller);
    var installation = new Installation(Path.of("/bin/false"), "", null, null);
    var session = new Session(caller, console, installation, InstantSource.fixed(NOW), stdin);
    int exitCode = new Cli(session).run(args);
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static InstanceSummary instance(int id, String name) {
    return instance(id, name, InstanceState.ONLINE);
  }

  static InstanceSummary instance(int id, String name, InstanceState state) {
    return PlainRow.of(
        id,
        name,
        state,
        row -> {
          row.startedAt = NOW.minusSeconds(125);
          row.restarts = 3;
          row.usage = new Usage(1.25, 50 * 1024 * 1024);
        });
  }
}
