package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import java.util.ArrayList;
import java.util.List;

/** What declaring an app means, given what is there already (PM2's rules). */
sealed interface Enrolment {

  /** It is new. */
  record Create(AppSpec spec) implements Enrolment {}

  /** It is known: its instances are started anew, with what is wanted now. */
  record Renew(Roster.Entry entry, AppSpec spec) implements Enrolment {}

  /** It runs already, and nobody said that a second one is wanted. */
  record Refuse(String reason) implements Enrolment {}

  /** One or more enrolments for each declared app. */
  static List<Enrolment> of(Roster roster, Supervisor.Declare declare) {
    var all = new ArrayList<Enrolment>();
    for (var spec : declare.specs()) {
      all.addAll(of(roster, spec, declare));
    }
    return List.copyOf(all);
  }

  private static List<Enrolment> of(Roster roster, AppSpec spec, Supervisor.Declare declare) {
    var known =
        roster.named(spec.name()).stream()
            .filter(entry -> declare.fromFile() || sameScript(entry, spec))
            .toList();
    if (known.isEmpty() || declare.force()) {
      return List.of(new Create(spec));
    }
    if (!declare.fromFile() && !known.stream().allMatch(Roster.Entry::rests)) {
      return List.of(new Refuse("Script already launched, add -f option to force re-execution"));
    }
    return known.stream().<Enrolment>map(entry -> new Renew(entry, spec)).toList();
  }

  private static boolean sameScript(Roster.Entry entry, AppSpec spec) {
    return entry.spec().program().script().equals(spec.program().script());
  }
}
