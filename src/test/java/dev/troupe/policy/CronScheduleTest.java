package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.CronExpression;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static CronSchedule schedule(String cron, ZoneId zone) {
    return new CronSchedule(CronExpression.parse(cron), zone);
  }

  /** The next times, as clocks in Berlin show them. */
  private static List<String> times(String cron, String after, int number) {
    var times = new ArrayList<String>();
    var at = ZonedDateTime.parse(after).toInstant();
    for (int n = 0; n < number; n++) {
      at = schedule(cron, BERLIN).next(at).orElseThrow();
      times.add(at.atZone(BERLIN).toOffsetDateTime().toString());
    }
    return times;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *       | 2026-01-01T00:00:00 | 2026-01-01T00:01:00",
        "* * * * *       | 2026-01-01T00:00:59.999 | 2026-01-01T00:01:00",
        "*/5 * * * *     | 2026-01-01T00:04:00 | 2026-01-01T00:05:00",
        "10-20/5 8 * * * | 2026-01-01T08:15:00 | 2026-01-01T08:20:00",
        "0 3 * * *       | 2026-01-01T03:00:00 | 2026-01-02T03:00:00",
        "0 0 31 * *      | 2026-01-31T00:00:00 | 2026-03-31T00:00:00",
        "0 0 29 2 *      | 2026-01-01T00:00:00 | 2028-02-29T00:00:00",
        "0 0 * * 1-5     | 2026-01-02T00:00:00 | 2026-01-05T00:00:00",
        "0 0 * * mon-fri | 2026-01-02T00:00:00 | 2026-01-05T00:00:00",
        "0 0 * * SUN     | 2026-01-01T00:00:00 | 2026-01-04T00:00:00",
        "0 0 * * 0       | 2026-01-01T00:00:00 | 2026-01-04T00:00:00",
        "0 0 * * 7       | 2026-01-01T00:00:00 | 2026-01-04T00:00:00",
        "0 0 1 jan,jul * | 2026-01-01T00:00:00 | 2026-07-01T00:00:00",
        "30 2 * * * *    | 2026-01-01T00:00:00 | 2026-01-01T00:02:30",
        "*/15 * * * * *  | 2026-01-01T00:00:50 | 2026-01-01T00:01:00",
        "@hourly         | 2026-01-01T00:00:00 | 2026-01-01T01:00:00",
        "@daily          | 2026-01-01T00:00:00 | 2026-01-02T00:00:00",
        "@weekly         | 2026-01-01T00:00:00 | 2026-01-04T00:00:00",
        "@monthly        | 2026-01-01T00:00:00 | 2026-02-01T00:00:00",
        "@yearly         | 2026-01-01T00:00:00 | 2027-01-01T00:00:00",
        "0 0 L * *       | 2026-02-01T00:00:00 | 2026-02-28T00:00:00"
      })
  void comesNextAfter(String cron, LocalDateTime after, LocalDateTime next) {
    var utc = ZoneId.of("UTC");
    assertThat(schedule(cron, utc).next(after.atZone(utc).toInstant()))
        .contains(next.atZone(utc).toInstant());
  }

  /** As in crontab(5): the 13th, and each Friday. */
  @Test
  void whereBothDaysAreGivenOneOfThemHasToFit() {
    assertThat(times("0 12 13 * fri", "2026-01-08T00:00:00+01:00", 3))
        .containsExactly(
            "2026-01-09T12:00+01:00", "2026-01-13T12:00+01:00", "2026-01-16T12:00+01:00");
  }

  @Test
  void aDayThatNoYearHasNeverComes() {
    assertThat(schedule("0 0 30 2 *", BERLIN).next(Instant.EPOCH)).isEmpty();
  }

  @Test
  void isMeantInItsTimeZone() {
    assertThat(times("0 9 * * *", "2026-07-01T00:00:00Z", 1))
        .containsExactly("2026-07-01T09:00+02:00");
    assertThat(schedule("0 9 * * *", ZoneId.of("Asia/Tokyo")).next(Instant.EPOCH))
        .contains(Instant.parse("1970-01-02T00:00:00Z"));
  }

  /** In Berlin the clock goes from 02:00 to 03:00 on 29 March 2026. */
  @Test
  void aTimeOfDayThatIsLeftOutComesWhenTheClockIsPutForward() {
    assertThat(times("30 2 * * *", "2026-03-28T00:00:00+01:00", 3))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
  }

  @Test
  void ofManyThatAreLeftOutOneComes() {
    assertThat(times("0,30 2 * * *", "2026-03-28T23:00:00+01:00", 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
  }

  @Test
  void eachNthMinuteGoesOnWhenTheClockIsPutForward() {
    assertThat(times("*/30 * * * *", "2026-03-29T01:15:00+01:00", 3))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00");
  }

  /** In Berlin the clock goes from 03:00 back to 02:00 on 25 October 2026. */
  @Test
  void aTimeOfDayThatTheClockShowsTwiceComesOnce() {
    assertThat(times("30 2 * * *", "2026-10-24T12:00:00+02:00", 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    assertThat(times("30 2 * * *", "2026-10-25T02:10:00+01:00", 1))
        .containsExactly("2026-10-26T02:30+01:00");
  }

  @Test
  void eachNthMinuteGoesOnWhenTheClockIsPutBack() {
    assertThat(times("*/30 * * * *", "2026-10-25T02:15:00+02:00", 4))
        .containsExactly(
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:00+01:00");
  }

  @Test
  void whatComesDaysAfterAChangeComesAtItsTime() {
    assertThat(times("0 12 1 * *", "2026-03-02T00:00:00+01:00", 1))
        .containsExactly("2026-04-01T12:00+02:00");
    assertThat(times("0 12 1 1 *", "2026-03-02T00:00:00+01:00", 1))
        .containsExactly("2027-01-01T12:00+01:00");
  }
}
