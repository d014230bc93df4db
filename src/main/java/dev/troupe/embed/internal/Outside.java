package dev.troupe.embed.internal;

import dev.troupe.embed.AppDeclaration;
import dev.troupe.embed.TroupeSettings;
import dev.troupe.os.ChildFiles;
import dev.troupe.os.EngineChoice;
import dev.troupe.os.FileWatcher;
import dev.troupe.os.Machine;
import dev.troupe.os.watch.NativeFileWatcher;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What tests put in the place of the machine.
 *
 * @param engines starts a process engine
 * @param clock the time
 * @param watcher makes who tells of files that change
 * @param declared what is read in place of an app's declaration
 */
public record Outside(
    Engines engines,
    InstantSource clock,
    Supplier<FileWatcher> watcher,
    UnaryOperator<AppDeclaration> declared) {

  /** The machine itself. */
  public static final Outside REAL =
      new Outside(
          (engine, pipes, files) -> EngineChoice.valueOf(engine.name()).open(pipes, files),
          InstantSource.system(),
          NativeFileWatcher::new,
          UnaryOperator.identity());

  /** Starts a process engine. */
  @FunctionalInterface
  public interface Engines {
    /**
     * Blocks.
     *
     * @param pipes folder of the children's pipes; made if missing
     * @param files where children reach what they are lent
     * @throws IllegalStateException if that engine does not work here, with the reason
     */
    Machine open(TroupeSettings.Engine engine, Path pipes, ChildFiles files);
  }
}
