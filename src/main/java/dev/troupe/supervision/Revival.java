package dev.troupe.supervision;

import dev.troupe.config.DumpFile;
import dev.troupe.config.SavedApps;
import dev.troupe.supervision.Supervisor.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Brings saved apps back. */
final class Revival {
  private Revival() {}

  /** Reads what was saved; what cannot be run is among the problems. Blocks. */
  static SavedApps.Result read(Path dump, Path home, int cpus) {
    try {
      var content = new DumpFile(dump).read();
      var read = SavedApps.read(content.units(), home, cpus);
      if (content.warning() == null) {
        return read;
      }
      var problems = new ArrayList<>(read.problems());
      problems.addFirst(content.warning());
      return new SavedApps.Result(read.apps(), problems);
    } catch (IOException e) {
      return nothing("%s cannot be read: %s".formatted(dump, e.getMessage()));
    }
  }

  static SavedApps.Result broken(Throwable failure) {
    return nothing("the saved apps cannot be read: %s (report this as a bug)".formatted(failure));
  }

  private static SavedApps.Result nothing(String problem) {
    return new SavedApps.Result(List.of(), List.of(problem));
  }

  /** Hands one answer on, together with these problems. */
  static Behavior<Answer> adding(List<String> problems, ActorRef<Answer> replyTo) {
    return Behaviors.receiveMessage(
        answer -> {
          replyTo.tell(with(problems, answer));
          return Behaviors.stopped();
        });
  }

  private static Answer with(List<String> problems, Answer answer) {
    if (!(answer instanceof Answer.Acted(var apps, var others, var warnings))) {
      return answer;
    }
    var all = new ArrayList<>(problems);
    all.addAll(others);
    return new Answer.Acted(apps, all, warnings);
  }
}
