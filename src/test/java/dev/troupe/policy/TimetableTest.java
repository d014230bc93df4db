package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimetableTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant THREE = Instant.parse("2026-01-02T03:00:00Z");
  private static final Instant NEXT_THREE = Instant.parse("2026-01-03T03:00:00Z");

  private static Timetable at(Instant now) {
    var schedule = new Schedule("0 3 * * *", null, Schedule.Concurrency.FORBID);
    return Timetable.begin(schedule, ZoneOffset.UTC, now);
  }

  @Test
  void isDueAtItsTimeAndNotBefore() {
    assertThat(at(NOON).due()).isEqualTo(THREE);
    assertThat(at(NOON).isDue(THREE.minusMillis(1))).isFalse();
    assertThat(at(NOON).isDue(THREE)).isTrue();
    assertThat(at(NOON).looked(THREE).due()).isEqualTo(NEXT_THREE);
  }

  @Test
  void withoutAScheduleItIsNeverDueAndNeedsNoLook() {
    var none = Timetable.begin(Schedule.NONE, ZoneOffset.UTC, NOON);
    assertThat(none.isDue(Instant.MAX)).isFalse();
    assertThat(none.pause(NOON)).isEmpty();
  }

  @Test
  void looksAtTheClockOnceAMinuteThenJustInTime() {
    assertThat(at(NOON).pause(NOON)).contains(Duration.ofMinutes(1));
    assertThat(at(NOON).pause(THREE.minusSeconds(7))).contains(Duration.ofSeconds(7));
    assertThat(at(NOON).pause(THREE.plusSeconds(7))).contains(Duration.ZERO);
  }

  @Test
  void whatWasDueWhileTheMachineSleptComesOnce() {
    var awake = THREE.plus(Duration.ofDays(40)).plusSeconds(1);
    assertThat(at(NOON).isDue(awake)).isTrue();
    assertThat(at(NOON).looked(awake).due()).isEqualTo(THREE.plus(Duration.ofDays(41)));
  }

  @Test
  void aClockThatIsCorrectedDoesNotBringBackWhatWasDue() {
    var after = at(NOON).looked(THREE);
    var corrected = after.looked(THREE.minusSeconds(90));
    assertThat(corrected.due()).isEqualTo(NEXT_THREE);
    assertThat(corrected.isDue(THREE)).isFalse();
  }

  @Test
  void aClockThatIsPutBackByDaysIsBelieved() {
    assertThat(at(THREE).looked(NOON.minus(Duration.ofDays(9))).due())
        .isEqualTo(THREE.minus(Duration.ofDays(9)));
  }

  @Test
  void followsTheTimeZoneOfTheScheduleBeforeTheDaemons() {
    var tokyo = new Schedule("0 3 * * *", "Asia/Tokyo", Schedule.Concurrency.FORBID);
    assertThat(Timetable.begin(tokyo, ZoneId.of("Europe/Berlin"), NOON).due())
        .isEqualTo(Instant.parse("2026-01-01T18:00:00Z"));
  }
}
