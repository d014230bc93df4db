package dev.troupe.http;

import dev.troupe.logs.Tail;
import dev.troupe.model.ActionResult;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.Happening;
import dev.troupe.model.InstanceSummary;
import java.nio.file.Path;
import java.util.List;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** What {@link Control} replies, sorted by what was asked. */
public sealed interface Reply {

  /** To a question about apps. */
  sealed interface ToQuery extends Reply permits Found, Refused {}

  /** To an action, or a question about instances. */
  sealed interface ToAction extends Reply permits Acted, Refused {}

  /** To a wish for output. */
  sealed interface ToLogs extends Reply permits Streaming, Refused {}

  /** To something done to log files. */
  sealed interface ToFiles extends Reply permits Files, Refused {}

  /** To a triggered action. */
  sealed interface ToTrigger extends Reply permits Returned, Refused {}

  /** Nothing was done, and why. */
  sealed interface Refused extends ToQuery, ToAction, ToLogs, ToFiles, ToTrigger {}

  record Found(List<AppSnapshot> apps) implements ToQuery {
    public Found {
      apps = List.copyOf(apps);
    }
  }

  /**
   * It was done.
   *
   * @param instances those acted on, by id
   * @param warnings what was read otherwise than somebody may have meant, one line each
   */
  record Acted(List<InstanceSummary> instances, List<String> warnings) implements ToAction {
    public Acted {
      instances = List.copyOf(instances);
      warnings = List.copyOf(warnings);
    }

    /** Nothing to be warned of. */
    public Acted(List<InstanceSummary> instances) {
      this(instances, List.of());
    }
  }

  /** The files it was done to. */
  record Files(List<Path> paths) implements ToFiles {
    public Files {
      paths = List.copyOf(paths);
    }
  }

  /**
   * Events, the oldest first.
   *
   * @param past those that have happened, read only as fast as the subscriber takes them
   * @param live those from then on; empty if they are not wanted
   */
  record Happenings(Source<Happening, NotUsed> past, Source<Happening, NotUsed> live)
      implements Reply {}

  /** What came of an action in each instance; one of them has answered at least. */
  record Returned(List<ActionResult> results) implements ToTrigger {
    public Returned {
      results = List.copyOf(results);
    }
  }

  /**
   * Output of what the query means.
   *
   * @param lines the ends of the files, read only as fast as the subscriber takes them, then lines
   *     as they come, none of them twice; followed from when this runs, which it can once only
   * @param run what positions of lines belong to
   */
  record Streaming(Source<Tail, NotUsed> lines, String run) implements ToLogs {}

  /** The target means nothing (404). */
  record NotFound(String detail) implements Refused {}

  /** It is there already, or something else is being done to it (409). */
  record Conflict(String detail) implements Refused {}

  /**
   * The request makes no sense (400).
   *
   * @param errors one line for each mistake
   */
  record Invalid(List<String> errors) implements Refused {
    public Invalid {
      errors = List.copyOf(errors);
    }
  }
}
