package dev.troupe.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Prometheus' own checker. Where it is not installed, the test is skipped. */
public final class Promtool {
  private Promtool() {}

  /** All that it prints, after these words; nothing if it is content with {@code input}. */
  public static String says(String input, String... words) throws IOException {
    var program = installed();
    Assumptions.assumeTrue(program.isPresent(), "no promtool here");
    var command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(List.of(words));
    var promtool = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var in = promtool.getOutputStream()) {
      in.write(input.getBytes(UTF_8));
    }
    return new String(promtool.getInputStream().readAllBytes(), UTF_8);
  }

  private static Optional<Path> installed() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "promtool"))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
