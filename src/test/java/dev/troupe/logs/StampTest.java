package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StampTest {

  @Test
  void stampsShowEachSecondOrMillisecondAnew() {
    var second = new Stamp("ss", ZoneOffset.UTC, ": ");
    var milli = new Stamp("ss.SSS", ZoneOffset.UTC, ": ");
    var time = Instant.parse("2026-01-04T00:00:01.001Z");

    assertThat(second.at(time)).asString().isEqualTo("01: ");
    assertThat(second.at(time.plusMillis(1))).asString().isEqualTo("01: ");
    assertThat(second.at(time.plusSeconds(1))).asString().isEqualTo("02: ");
    assertThat(milli.at(time)).asString().isEqualTo("01.001: ");
    assertThat(milli.at(time.plusMillis(1))).asString().isEqualTo("01.002: ");
  }
}
