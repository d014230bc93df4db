package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Limits;
import dev.troupe.model.Limits.Ulimit;
import dev.troupe.model.Schedule;
import dev.troupe.model.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Watches, schedules and limits, as declared. */
class CareFieldsTest extends DeclaredApp {
  @Test
  void ofAnAppThatSaysNothingNothingIsWatchedTimedOrLimited() {
    var app = app(Map.of());
    assertThat(app.watch()).isEqualTo(Watch.OFF);
    assertThat(app.schedule()).isEqualTo(Schedule.NONE);
    assertThat(app.limits()).isEqualTo(Limits.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void watchesTheWorkingDirectoryOrNothing(String value) {
    assertThat(app(Map.of("watch", Boolean.valueOf(value))).watch())
        .isEqualTo(Watch.OFF.switched(Boolean.parseBoolean(value)));
    assertThat(app(Map.of("watch", value)).watch().paths()).isEmpty();
  }

  @Test
  void watchesWhatIsNamed() {
    var app =
        app(
            Map.of(
                "watch", List.of("server", "client/*.js"),
                "ignore_watch", List.of("client/img"),
                "watch_delay", 1000,
                "watch_options",
                    Map.of(
                        "followSymlinks",
                        false,
                        "usePolling",
                        true,
                        "interval",
                        250,
                        "depth",
                        3,
                        "cwd",
                        "src",
                        "ignored",
                        "*.tmp",
                        "persistent",
                        true)));
    assertThat(app.watch())
        .isEqualTo(
            new Watch(
                true,
                List.of("server", "client/*.js"),
                List.of("client/img", "*.tmp"),
                Duration.ofSeconds(1),
                new Watch.Options(
                    machine.cwd.resolve("src").toString(),
                    false,
                    true,
                    Duration.ofMillis(250),
                    3)));
  }

  /** As {@code --ignore-watch "tmp logs"} gives it. */
  @Test
  void blanksSeparateWhatIsIgnored() {
    assertThat(app(Map.of("ignore_watch", " tmp  logs ")).watch().ignored())
        .containsExactly("tmp", "logs");
  }

  @Test
  void anEmptyListWatchesNothing() {
    assertThat(app(Map.of("watch", List.of())).watch().on()).isFalse();
  }

  @Test
  void aScheduleIsMeantInTheTimeZoneItNames() {
    var cron = Map.<String, Object>of("cron", " 0 3 * * mon-fri ", "cron_timezone", "Asia/Tokyo");
    assertThat(app(cron).schedule())
        .isEqualTo(new Schedule("0 3 * * mon-fri", "Asia/Tokyo", Schedule.Concurrency.FORBID));
  }

  @Test
  void elseInThatOfTheAppsEnvironment() {
    var cron = Map.<String, Object>of("cron_restart", "@daily", "concurrency", "replace");
    machine.with("TZ", "Europe/Berlin");
    assertThat(app(cron).schedule())
        .isEqualTo(new Schedule("@daily", "Europe/Berlin", Schedule.Concurrency.REPLACE));
    machine.with("TZ", ":/etc/localtime");
    assertThat(app(cron).schedule().zone()).isNull();
  }

  @Test
  void aScheduleOfZeroIsNone() {
    assertThat(app(Map.of("cron_restart", 0)).schedule()).isEqualTo(Schedule.NONE);
    assertThat(app(Map.of("cron_restart", "0")).schedule()).isEqualTo(Schedule.NONE);
    assertThat(app(Map.of("cron_restart", false)).schedule()).isEqualTo(Schedule.NONE);
  }

  @ParameterizedTest
  @CsvSource({"150M, 157286400", "1G, 1073741824", "10k, 10240", "104857600, 104857600"})
  void aSizeIsInBytesOrWithAUnit(String written, long bytes) {
    assertThat(app(Map.of("max_memory_restart", written)).limits().restartAbove()).isEqualTo(bytes);
  }

  @Test
  void limitsByCgroupAreASizeAndAFraction() {
    var limits = app(Map.of("memory", "300M", "cpus", "0.5")).limits();
    assertThat(limits.memory()).isEqualTo(300L << 20);
    assertThat(limits.cpus()).isEqualTo(0.5);
    assertThat(machine.warnings(Map.of("script", "ls", "memory", "300M", "cpus", 2))).isEmpty();
  }

  @Test
  void aMemoryLimitOfZeroIsNone() {
    assertThat(app(Map.of("max_memory_restart", 0)).limits().restartAbove()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.5", "2, 2", "50%, 0.5", "250%, 2.5"})
  void cpusAreANumberOrAShareOfOne(String written, double cpus) {
    assertThat(machine.app(Map.of("script", "ls", "cpu", written)).limits().cpus()).isEqualTo(cpus);
  }

  @Test
  void limitsBeyondPm2sAreRead() {
    var app =
        app(
            Map.of(
                "nice",
                -5,
                "oom_score_adj",
                500,
                "umask",
                "027",
                "ulimits",
                Map.of(
                    "nofile",
                    "1024:4096",
                    "core",
                    "unlimited",
                    "nproc",
                    64,
                    "as",
                    Map.of("soft", 1000000, "hard", "unlimited"))));
    assertThat(app.limits())
        .isEqualTo(
            new Limits(
                null,
                null,
                null,
                -5,
                500,
                0027,
                List.of(
                    new Ulimit("as", 1_000_000L, null),
                    new Ulimit("core", null, null),
                    new Ulimit("nofile", 1024L, 4096L),
                    new Ulimit("nproc", 64L, 64L))));
  }
}
