package dev.troupe.supervision.saved;

import dev.troupe.config.PrivateFile;
import dev.troupe.config.RecordText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file that outlives a daemon. Blocks. */
public record StateFile(Path path) {
  private static final Logger LOG = LoggerFactory.getLogger(StateFile.class);

  /**
   * What the last daemon has left; an empty state if there was none, if the machine has been
   * started since, or if the file cannot be understood, which is told and the file set aside.
   */
  public SavedState read(String boot) {
    try {
      var state = RecordText.read(SavedState.class, Files.readString(path));
      if (state.version() > SavedState.VERSION) {
        return setAside(boot, "a later version has written it");
      }
      if (!state.boot().equals(boot)) {
        return SavedState.empty(boot);
      }
      return state.handedOn();
    } catch (NoSuchFileException e) {
      return SavedState.empty(boot);
    } catch (IOException e) {
      return setAside(boot, String.valueOf(e.getMessage()));
    }
  }

  private SavedState setAside(String boot, String reason) {
    var aside = path.resolveSibling(path.getFileName() + ".broken");
    var line = reason.lines().findFirst().orElse("it is empty");
    try {
      Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
      LOG.error(
          "{} cannot be read: {}. It is {} now; this daemon begins with an empty list, and"
              + " processes of the last one must be ended by hand",
          path,
          line,
          aside);
    } catch (IOException e) {
      LOG.error("{} cannot be read: {}, nor moved away: {}", path, line, e.toString());
    }
    return SavedState.empty(boot);
  }

  /** Replaces it as a whole or, if that fails, not at all, which is told. */
  public void write(SavedState state) {
    try {
      // It has the apps' environments.
      PrivateFile.replace(path, RecordText.write(state));
    } catch (IOException e) {
      LOG.error(
          "{} cannot be written: {}; if this daemon died now, the next one would not know all",
          path,
          e.toString());
    }
  }
}
