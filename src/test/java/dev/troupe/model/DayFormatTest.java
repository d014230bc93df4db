package dev.troupe.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayFormatTest {
  /** dayjs' token, Java's pattern for the same. */
  private static final List<List<String>> SAME =
      List.of(
          List.of("YYYY", "uuuu"),
          List.of("YY", "uu"),
          List.of("M", "M"),
          List.of("MM", "MM"),
          List.of("MMM", "MMM"),
          List.of("MMMM", "MMMM"),
          List.of("D", "d"),
          List.of("DD", "dd"),
          List.of("ddd", "EEE"),
          List.of("dddd", "EEEE"),
          List.of("H", "H"),
          List.of("HH", "HH"),
          List.of("h", "h"),
          List.of("hh", "hh"),
          List.of("A", "a"),
          List.of("m", "m"),
          List.of("mm", "mm"),
          List.of("s", "s"),
          List.of("ss", "ss"),
          List.of("SSS", "SSS"),
          List.of("Z", "xxx"),
          List.of("ZZ", "xx"),
          List.of("[at DD]", "'at DD'"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          YYYY-MM-DDTHH:mm:ss        | 2026-01-04T00:05:09
          YYYY-MM-DD HH:mm Z         | 2026-01-04 00:05 +05:45
          YY M D d dd ddd dddd       | 26 1 4 0 Su Sun Sunday
          MMM MMMM MMMMM             | Jan January January1
          h hh a A                   | 12 12 am AM
          H:m:s.SSS ZZ               | 0:5:9.007 +0545
          [YYYY] [at] YYYY           | YYYY at 2026
          DDD                        | 044
          YYY                        | 26Y
          Q W x                      | Q W x
          SS                         | SS
          []                         | []
          """)
  void writesWhatDayjsWrites(String pattern, String expected) {
    var time = ZonedDateTime.of(2026, 1, 4, 0, 5, 9, 7_000_000, ZoneOffset.ofHoursMinutes(5, 45));

    assertThat(DayFormat.of(pattern).format(time)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0,12 am", "1,1 am", "11,11 am", "12,12 pm", "13,1 pm", "23,11 pm"})
  void countsTwelveHoursFromTwelve(int hour, String expected) {
    var time = ZonedDateTime.of(2026, 1, 4, hour, 0, 0, 0, ZoneOffset.UTC);

    assertThat(DayFormat.of("h a").format(time)).isEqualTo(expected);
  }

  /** What dayjs itself wrote for times, zones and formats by chance: record.js beside the file. */
  @Test
  void writesWhatDayjsWroteForThousandsOfTimesInAnyFormat() throws Exception {
    var recorded = Files.readAllLines(Path.of("src/test/resources/dayjs/recorded.tsv"));

    assertThat(recorded)
        .hasSizeGreaterThan(2_000)
        .allSatisfy(
            line -> {
              var fields = line.split("\t", -1);
              var time =
                  Instant.ofEpochMilli(Long.parseLong(fields[1])).atZone(ZoneId.of(fields[0]));
              assertThat(DayFormat.of(fields[2]).format(time)).as(line).isEqualTo(fields[3]);
            });
  }

  @Test
  void agreesWithJavaOnAnyTimeInAnyZone() {
    var random = new Random(7);
    var zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
    for (int round = 0; round < 2_000; round++) {
      var zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      var time = Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)).atZone(zone);
      var pattern = new StringBuilder();
      var java = new StringBuilder();
      for (int token = 0; token < 8; token++) {
        var same = SAME.get(random.nextInt(SAME.size()));
        pattern.append(same.get(0)).append('/');
        java.append(same.get(1)).append('/');
      }

      assertThat(DayFormat.of(pattern.toString()).format(time))
          .as("%s at %s", pattern, time)
          .isEqualTo(DateTimeFormatter.ofPattern(java.toString(), Locale.ENGLISH).format(time));
    }
  }
}
