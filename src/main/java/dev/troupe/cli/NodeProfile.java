package dev.troupe.cli;

import dev.troupe.api.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** Profiles a Node child through its inspector, which is closed again if it was closed before. */
final class NodeProfile {
  private static final String CLOSE_SOON =
      "(inspector => setTimeout(() => inspector.close(), 50))(require('node:inspector'))";

  private static final int MILLIS = 1_000;

  private final OneInstance one;
  private final NodeInspector inspector;

  NodeProfile(OneInstance one, Session session) {
    this.one = one;
    this.inspector = new NodeInspector(session);
  }

  /** Writes a {@code .cpuprofile}. */
  void cpu(int seconds, Path file) throws CommandFailure {
    var open = inspector.open(one);
    try (var link = new InspectorLink(open.webSocket(), _ -> {})) {
      link.call("Profiler.enable", Map.of());
      link.call("Profiler.start", Map.of());
      Pause.millis(seconds * MILLIS);
      var profile = link.call("Profiler.stop", Map.of()).get("profile");
      Files.writeString(file, Json.write(profile == null ? Map.of() : profile));
      closeAgain(open, link);
    } catch (IOException e) {
      throw new CommandFailure(file + ": " + FileTrouble.reason(e));
    }
  }

  /** Writes a {@code .heapsnapshot}; the process stands still meanwhile. */
  void memory(Path file) throws CommandFailure {
    var open = inspector.open(one);
    try (var writer = Files.newBufferedWriter(forOwner(file));
        var link = new InspectorLink(open.webSocket(), chunk -> write(writer, chunk))) {
      link.call("HeapProfiler.enable", Map.of());
      link.call("HeapProfiler.takeHeapSnapshot", Map.of("reportProgress", false));
      closeAgain(open, link);
    } catch (IOException e) {
      throw new CommandFailure(file + ": " + FileTrouble.reason(e));
    }
  }

  /** What is in the memory may be secret. */
  private static Path forOwner(Path file) throws IOException {
    var permissions = PosixFilePermissions.fromString("rw-------");
    return Files.createFile(file, PosixFilePermissions.asFileAttribute(permissions));
  }

  private static void write(BufferedWriter writer, String chunk) {
    try {
      writer.write(chunk);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void closeAgain(NodeInspector.Open open, InspectorLink link)
      throws CommandFailure {
    if (!open.wasOpen()) {
      link.call(
          "Runtime.evaluate", Map.of("expression", CLOSE_SOON, "includeCommandLineAPI", true));
    }
  }
}
