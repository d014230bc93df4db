package dev.troupe.logs.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.logs.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineFactsTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final String SPAN = "b7ad6b7169203331";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"level\":10}                        | TRACE",
        "{\"level\":30,\"msg\":\"hi\"}         | INFO",
        "{\"level\":35}                        | INFO",
        "{\"level\":60}                        | FATAL",
        "{\"level\":\"WARNING\"}               | WARN",
        "{\"severity\":\"NOTICE\"}             | INFO2",
        "{\"levelname\":\"CRITICAL\"}          | ERROR2",
        "{\"log.level\":\"error\"}             | ERROR",
        "{\"lvl\":\"debug\"}                   | DEBUG",
        "{\"level\":3}                         | ERROR",
        "{\"level\":0}                         | FATAL",
        "{\"level\":7}                         | DEBUG",
        "{\"level\":8}                         | UNDEFINED_SEVERITY_NUMBER",
        "{\"level\":12345678901}               | UNDEFINED_SEVERITY_NUMBER",
        "{\"level\":\"purple\"}                | UNDEFINED_SEVERITY_NUMBER",
        "{\"level\":\"\"}                      | UNDEFINED_SEVERITY_NUMBER",
        "{\"level\":null}                      | UNDEFINED_SEVERITY_NUMBER",
        "{\"level\":{\"level\":50}}            | UNDEFINED_SEVERITY_NUMBER",
        "{\"inner\":{\"level\":50},\"level\":20} | DEBUG",
        "{\"msg\":\"level\"}                   | UNDEFINED_SEVERITY_NUMBER"
      })
  void knowsTheLevelsOfLoggingLibraries(String line, Severity severity) {
    assertThat(LineFacts.of(line).severity()).isEqualTo(severity);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "}",
        "{}",
        "plain",
        "{\"level\":50",
        "{\"level\":50,}",
        "[{\"level\":50}]",
        "{level:50}"
      })
  void findsNothingInWhatIsNoObject(String line) {
    assertThat(LineFacts.of(line)).isEqualTo(LineFacts.NONE);
  }

  @Test
  void knowsTheTraceOfALine() {
    var span = LineFacts.of("{\"traceId\":\"%s\",\"spanId\":\"%s\"}".formatted(TRACE, SPAN)).span();

    assertThat(span.getTraceId()).isEqualTo(TRACE);
    assertThat(span.getSpanId()).isEqualTo(SPAN);
    assertThat(span.isSampled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0af7,b7ad6b7169203331", "0af7651916cd43dd8448eb211c80319c,x", "zz,zz"})
  void takesNoTraceThatIsNone(String trace, String span) {
    var line =
        "{\"trace_id\":\"%s\",\"span_id\":\"%s\",\"trace_flags\":\"x\"}".formatted(trace, span);

    assertThat(LineFacts.of(line).span().isValid()).isFalse();
  }
}
