package dev.troupe.cli.boot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The machine that is set up. Every file and tool of it is reached here, so that a test can give a
 * folder in place of {@code /}.
 */
public final class Host {
  /** Where the tools of init systems are; other users than root do not have these in PATH. */
  private static final List<String> SYSTEM_FOLDERS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin", "/usr/bin", "/bin");

  private final Path root;
  private final String user;
  private final Map<String, String> env;

  /**
   * @param root {@code /}, or the folder that stands for it
   * @param user who calls
   * @param env the caller's environment, which tools get too
   */
  public Host(Path root, String user, Map<String, String> env) {
    this.root = root;
    this.user = user;
    this.env = Map.copyOf(env);
  }

  /** What came of a command. */
  public record Outcome(int exitCode, String output) {}

  public String user() {
    return user;
  }

  public boolean isRoot() {
    return user.equals("root");
  }

  /** Whether a program is in PATH, or where root has it. */
  public boolean has(String tool) {
    return find(tool).isPresent();
  }

  /** A user's home as passwd(5) tells it. */
  public Optional<Path> homeOf(String name) throws IOException {
    for (var line : read(Path.of("/etc/passwd")).orElse("").split("\n", -1)) {
      var fields = line.split(":", -1);
      if (fields.length > 5 && fields[0].equals(name)) {
        return Optional.of(Path.of(fields[5]));
      }
    }
    return Optional.empty();
  }

  /** A file's text; empty if there is no such file. */
  public Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(here(file), StandardCharsets.UTF_8));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /** Writes a file that all may read, whole or not at all; makes its folders. */
  public void write(Path file, String text, boolean isProgram) throws IOException {
    var target = here(file);
    Files.createDirectories(folder(target));
    var draft = Files.createTempFile(folder(target), ".troupe", null);
    try {
      Files.writeString(draft, text);
      Files.setPosixFilePermissions(
          draft, PosixFilePermissions.fromString(isProgram ? "rwxr-xr-x" : "rw-r--r--"));
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  public void remove(Path file) throws IOException {
    Files.deleteIfExists(here(file));
  }

  /** Runs a tool to its end; both its outputs come back as one text. */
  public Outcome run(List<String> command) throws IOException {
    var words = new ArrayList<>(command);
    words.set(0, find(command.getFirst()).map(Path::toString).orElse(command.getFirst()));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(env);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.onExit().join().exitValue(), output.strip());
  }

  private Optional<Path> find(String tool) {
    var folders = new ArrayList<>(List.of(env.getOrDefault("PATH", "").split(":", -1)));
    folders.addAll(SYSTEM_FOLDERS);
    return folders.stream()
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> here(Path.of(folder)).resolve(tool))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Path here(Path file) {
    return root.resolve(Path.of("/").relativize(file));
  }

  private static Path folder(Path file) {
    var folder = file.getParent();
    return folder == null ? Path.of("/") : folder;
  }
}
