package dev.troupe.config;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * PM2's list of saved processes, {@code dump.pm2}: what {@code save} writes and {@code resurrect}
 * reads. The list before it is kept beside it ({@code dump.pm2.bak}). Blocks.
 */
public record DumpFile(Path path) {
  private static final JSON INDENTED = JSON.std.with(printer());

  /** As {@code JSON.stringify(list, null, 2)} does it. */
  private static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("  ", "\n");
    var printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentArraysWith(indenter);
    printer.indentObjectsWith(indenter);
    return printer;
  }

  private Path backup() {
    return path.resolveSibling(path.getFileName() + ".bak");
  }

  public boolean exists() {
    return Files.exists(path);
  }

  /** Whether there is neither the list nor the one before it. */
  public boolean isMissing() {
    return !exists() && !Files.exists(backup());
  }

  /**
   * Replaces the list.
   *
   * @param units made of maps, lists, texts, numbers and booleans
   */
  public void write(List<Map<String, Object>> units) throws IOException {
    if (exists()) {
      Files.copy(path, backup(), StandardCopyOption.REPLACE_EXISTING);
    }
    PrivateFile.replace(path, INDENTED.asString(units));
  }

  /** Leaves an empty list; the one before it is lost, its backup is not. */
  public void clear() throws IOException {
    PrivateFile.replace(path, "[]");
  }

  /**
   * The saved units.
   *
   * @param units none if there is no list
   * @param warning why the list itself was of no use; null if it was
   */
  public record Content(List<Map<String, Object>> units, @Nullable String warning) {
    public Content {
      units = List.copyOf(units);
    }
  }

  /**
   * Reads the list. One that cannot be understood is deleted, and the one before it is read, as if
   * there were none (PM2's rule).
   */
  public Content read() throws IOException {
    try {
      var units = units(path);
      if (units.isPresent()) {
        return new Content(units.get(), null);
      }
    } catch (IOException e) {
      Files.delete(path);
      var older = units(backup());
      var reason =
          "%s cannot be understood and was deleted, %s: %s"
              .formatted(
                  path,
                  older.isPresent() ? backup() + " is taken instead" : "there is no older one",
                  firstLine(e));
      return new Content(older.orElse(List.of()), reason);
    }
    return new Content(units(backup()).orElse(List.of()), null);
  }

  private static String firstLine(IOException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("it is empty");
  }

  private static Optional<List<Map<String, Object>>> units(Path file) throws IOException {
    try {
      return Optional.of(list(JSON.std.anyFrom(Files.readString(file))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @SuppressWarnings("unchecked") // an object of JSON's has texts for keys
  private static List<Map<String, Object>> list(Object json) throws IOException {
    if (!(json instanceof List<?> elements)) {
      throw new IOException("it is no list of processes");
    }
    var units = new ArrayList<Map<String, Object>>();
    for (var element : elements) {
      if (!(element instanceof Map<?, ?> unit)) {
        throw new IOException("it has something else than a process in it: " + element);
      }
      units.add((Map<String, Object>) unit);
    }
    return units;
  }
}
