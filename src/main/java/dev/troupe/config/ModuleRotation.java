package dev.troupe.config;

import dev.troupe.model.RotationChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rotation as the module pm2-logrotate is configured: by {@code set pm2-logrotate:max_size 10M},
 * kept in {@code module_conf.json}.
 *
 * @param change what is set and makes sense
 * @param problems what does not, one line each
 */
public record ModuleRotation(RotationChange change, List<String> problems) {
  /** The module's section. */
  public static final String SECTION = "pm2-logrotate";

  private static final RotationChange NOTHING = RotationChange.NONE;

  public ModuleRotation {
    problems = List.copyOf(problems);
  }

  /** Reads the module's section; no file and no section set nothing. */
  public static ModuleRotation inFile(Path file) {
    try {
      var root = JsonText.parse(file.toString(), Files.readString(file)).root();
      return root instanceof Map<?, ?> all && all.get(SECTION) instanceof Map<?, ?> section
          ? of(section)
          : new ModuleRotation(NOTHING, List.of());
    } catch (NoSuchFileException e) {
      return new ModuleRotation(NOTHING, List.of());
    } catch (MalformedFile e) {
      return new ModuleRotation(NOTHING, List.of(e.line()));
    } catch (IOException e) {
      return new ModuleRotation(NOTHING, List.of(file + ": cannot be read: " + e.getMessage()));
    }
  }

  /** Reads settings by their names in the module. */
  public static ModuleRotation of(Map<?, ?> section) {
    var fitting = new LinkedHashMap<Object, Object>();
    var problems = new ArrayList<String>();
    section.forEach(
        (key, value) -> {
          if (read(Map.of(key, value)).isPresent()) {
            fitting.put(key, value);
          } else {
            problems.add(
                "%s.%s: %s does not fit; %s"
                    .formatted(SECTION, key, Values.shown(value), LogFieldTypes.ROTATION.remedy()));
          }
        });
    return new ModuleRotation(read(fitting).orElse(NOTHING), problems);
  }

  private static Optional<RotationChange> read(Map<?, ?> words) {
    return LogFieldTypes.ROTATION.reading().apply(words);
  }
}
