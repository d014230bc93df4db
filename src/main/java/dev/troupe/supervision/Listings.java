package dev.troupe.supervision;

import dev.troupe.model.AppSnapshot;
import dev.troupe.supervision.Supervisor.ListApps;
import dev.troupe.supervision.Supervisor.Listing;
import dev.troupe.supervision.usage.UsageHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Who waits for a listing: one shows usage that was measured a second ago at most.
 *
 * @param measuredAt when usage was last measured
 * @param waiting for the measurement under way; empty if there is none
 */
record Listings(Instant measuredAt, List<ListApps> waiting) {

  static final Listings NONE = new Listings(Instant.EPOCH, List.of());

  private static final Duration USAGE_AGE = Duration.ofSeconds(1);

  /** Whether the last measurement is new enough to be shown. */
  boolean isFresh(Instant now) {
    return Duration.between(measuredAt, now).compareTo(USAGE_AGE) < 0;
  }

  Listings and(ListApps request) {
    var all = new ArrayList<>(waiting);
    all.add(request);
    return new Listings(measuredAt, List.copyOf(all));
  }

  /** Answers all who wait for what was measured. */
  Listings answer(Roster roster, Instant now) {
    waiting.forEach(request -> answer(roster, request));
    return new Listings(now, List.of());
  }

  static void answer(Roster roster, ListApps request) {
    request.replyTo().tell(new Listing(meant(roster, request.target())));
  }

  private static List<AppSnapshot> meant(Roster roster, String target) {
    return roster.snapshot(members(roster, target));
  }

  /** The instances that a target means. */
  static List<UsageHistory.Subject> subjects(Roster roster, String target) {
    return members(roster, target).stream()
        .map(member -> new UsageHistory.Subject(member.entry().key(), member.id()))
        .toList();
  }

  /** A pattern that cannot be read matches nothing. */
  static List<Roster.Member> members(Roster roster, String target) {
    try {
      return roster.resolve(target);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }
}
