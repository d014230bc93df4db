package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.os.FileWatcher;
import dev.troupe.policy.WatchFilter;
import dev.troupe.supervision.surroundings.Surroundings;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** Begins and ends the watching of files, off the {@link Caretaker}, who hears of them. */
record WatchStart(Surroundings around, ActorRef<Caretaker.Command> caretaker) {

  /** Whether other files are to be watched than before. */
  static boolean differs(AppSpec before, AppSpec after) {
    return !before.watch().equals(after.watch())
        || !before.program().cwd().equals(after.program().cwd())
        || !before.logs().equals(after.logs());
  }

  /** Goes through the folders. */
  CompletionStage<FileWatcher.Watching> begin(AppSpec spec, int session) {
    return CompletableFuture.supplyAsync(
        () ->
            around
                .upkeep()
                .files()
                .watch(
                    wanted(spec),
                    files ->
                        caretaker.tell(
                            new Caretaker.FilesChanged(
                                session, files.getFirst().toString(), files.size())),
                    problem -> caretaker.tell(new Caretaker.WatchTroubled(session, problem))),
        around.blocking());
  }

  private static FileWatcher.Wanted wanted(AppSpec spec) {
    var filter = WatchFilter.of(spec);
    var options = spec.watch().options();
    return new FileWatcher.Wanted(
        filter.roots().stream().map(Path::of).toList(),
        file -> filter.matters(file.toString()),
        folder -> filter.enters(folder.toString()),
        options.followSymlinks(),
        options.polling(),
        options.interval());
  }

  void end(FileWatcher.@Nullable Watching watching) {
    if (watching != null) {
      around.blocking().execute(watching::close);
    }
  }
}
