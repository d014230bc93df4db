package dev.troupe.embed;

import dev.troupe.model.ActionResult;
import dev.troupe.model.AppSnapshot;
import java.util.List;

/** What came of a request to a {@link TroupeSupervisor}. Each is answered once. */
public sealed interface Answer {

  /**
   * It was carried out by all it was meant for.
   *
   * @param apps the instances it was meant for, as they are now
   * @param warnings what was read otherwise than somebody may have meant, one line each
   */
  record Done(List<AppSnapshot> apps, List<String> warnings) implements Answer {
    /** Copies what it is given. */
    public Done {
      apps = List.copyOf(apps);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * Some or all of the instances could not do it.
   *
   * @param apps the instances it was meant for, as they are now
   * @param problems one line for each that could not
   */
  record Failed(List<AppSnapshot> apps, List<String> problems) implements Answer {
    /** Copies what it is given. */
    public Failed {
      apps = List.copyOf(apps);
      problems = List.copyOf(problems);
    }
  }

  /**
   * An action was triggered.
   *
   * @param results what came of it in each instance
   */
  record Returned(List<ActionResult> results) implements Answer {
    /** Copies what it is given. */
    public Returned {
      results = List.copyOf(results);
    }
  }

  /**
   * No app and no instance is meant by this. Nothing was changed.
   *
   * @param target as it was given
   */
  record NotFound(String target) implements Answer {}

  /**
   * It does not go with what is there, such as a reload while one is under way. Nothing was
   * changed.
   *
   * @param reason in one line
   */
  record Conflict(String reason) implements Answer {}

  /**
   * It cannot be meant like this. Nothing was changed.
   *
   * @param reasons one line each, at least one, with field, value and remedy
   */
  record Invalid(List<String> reasons) implements Answer {
    /** Copies what it is given. */
    public Invalid {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * The apps, for those to whom anything but {@link Done} is an exception; none for {@link
   * Returned}.
   *
   * @return the apps it was meant for
   * @throws TroupeException if it was not carried out
   */
  default List<AppSnapshot> orThrow() {
    return switch (this) {
      case Done(var apps, _) -> apps;
      case Returned _ -> List.of();
      case Failed(_, var problems) -> throw exception(String.join("; ", problems));
      case NotFound(var target) -> throw exception(target + ": there is no such app or instance");
      case Conflict(var reason) -> throw exception(reason);
      case Invalid(var reasons) -> throw exception(String.join("; ", reasons));
    };
  }

  private TroupeException exception(String message) {
    return new TroupeException(message, this);
  }
}
