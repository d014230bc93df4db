package dev.troupe.logs.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.logs.LogProblem;
import dev.troupe.logs.LogProblem.ExportEnded;
import dev.troupe.logs.LogProblem.ExportFails;
import dev.troupe.logs.LogProblem.ExportLost;
import dev.troupe.logs.LogProblem.ExportResumed;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportReportTest {
  private static final URI TO = URI.create("http://collector/v1/logs");

  private final List<LogProblem> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final ExportReport report = new ExportReport(TO, () -> now, told::add);

  @Test
  void tellsOnceThatItFailsAndOnceThatItWorksAgain() {
    report.failed("refused");
    report.lost(3);
    report.failed("refused");
    report.lost(4);
    report.delivered();
    report.delivered();

    assertThat(told).containsExactly(new ExportFails(TO, "refused"), new ExportResumed(TO, 7));
  }

  @Test
  void tellsOfLinesThatCameTooFastOnceAMinute() {
    report.lost(1);
    report.delivered();
    report.lost(2);
    report.delivered();
    now = now.plus(ExportReport.PAUSE);
    report.lost(3);
    report.delivered();

    assertThat(told).containsExactly(new ExportLost(TO, 1), new ExportLost(TO, 5));
  }

  @Test
  void tellsAtTheEndWhatWasNotSent() {
    report.delivered();
    report.lost(2);
    report.ended();

    assertThat(told).containsExactly(new ExportEnded(TO, 2));
  }

  @Test
  void saysNothingIfNothingIsLeftOut() {
    report.delivered();
    report.ended();

    assertThat(told).isEmpty();
  }
}
