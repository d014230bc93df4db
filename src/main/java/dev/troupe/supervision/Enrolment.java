package dev.troupe.supervision;

import dev.troupe.model.AppSpec;
import dev.troupe.supervision.Supervisor.IfKnown;
import java.util.ArrayList;
import java.util.List;

/** What declaring an app means, given what is there already (PM2's rules). */
sealed interface Enrolment {

  /** It is new. */
  record Create(AppSpec spec) implements Enrolment {}

  /** It is known: its instances are started anew, with what is wanted now. */
  record Renew(Roster.Entry entry, AppSpec spec) implements Enrolment {}

  /** It is known: what is wanted now is brought into its instances by a reload. */
  record RollOut(Roster.Entry entry, AppSpec spec) implements Enrolment {}

  /** It runs already, and nobody said that a second one is wanted. */
  record Refuse(String reason) implements Enrolment {}

  /** One or more enrolments for each declared app. */
  static List<Enrolment> of(Roster roster, Supervisor.Declare declare) {
    var all = new ArrayList<Enrolment>();
    for (var spec : declare.specs()) {
      all.addAll(of(roster.named(spec.name()), spec, declare.ifKnown()));
    }
    return List.copyOf(all);
  }

  private static List<Enrolment> of(List<Roster.Entry> named, AppSpec spec, IfKnown ifKnown) {
    return switch (ifKnown) {
      case ADD -> List.of(new Create(spec));
      case START -> started(named.stream().filter(entry -> sameScript(entry, spec)).toList(), spec);
      case RESTART ->
          named.isEmpty()
              ? List.of(new Create(spec))
              : named.stream().<Enrolment>map(entry -> new Renew(entry, spec)).toList();
      case RELOAD ->
          named.isEmpty()
              ? List.of(new Create(spec))
              : named.stream().<Enrolment>map(entry -> new RollOut(entry, spec)).toList();
    };
  }

  private static List<Enrolment> started(List<Roster.Entry> known, AppSpec spec) {
    if (known.isEmpty()) {
      return List.of(new Create(spec));
    }
    return known.stream().allMatch(Roster.Entry::rests)
        ? known.stream().<Enrolment>map(entry -> new Renew(entry, spec)).toList()
        : List.of(new Refuse("Script already launched, add -f option to force re-execution"));
  }

  private static boolean sameScript(Roster.Entry entry, AppSpec spec) {
    return entry.spec().program().script().equals(spec.program().script());
  }
}
