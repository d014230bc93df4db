package dev.troupe.logs.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.io.IOException;

/**
 * What a line tells of itself, if it is a JSON object: how severe it is, and which span of which
 * trace it belongs to. Names of fields: those of pino, winston, bunyan, zap, logback and the like;
 * OpenTelemetry's <a
 * href="https://opentelemetry.io/docs/specs/otel/compatibility/logging_trace_context/">trace
 * context in other formats</a>.
 *
 * @param severity undefined if it does not tell
 * @param level the app's word for it; empty if there is none
 * @param span invalid if it does not tell
 */
record LineFacts(Severity severity, String level, SpanContext span) {
  static final LineFacts NONE =
      new LineFacts(Severity.UNDEFINED_SEVERITY_NUMBER, "", SpanContext.getInvalid());

  private static final JsonFactory JSON = new JsonFactory();

  /** Of any text. */
  static LineFacts of(String line) {
    if (!line.startsWith("{")) {
      return NONE;
    }
    try (var parser = JSON.createParser(line)) {
      return new Reading().read(parser);
    } catch (IOException e) {
      return NONE;
    }
  }

  private static final class Reading {
    private String level = "";
    private String trace = "";
    private String span = "";
    private String flags = "";

    LineFacts read(JsonParser parser) throws IOException {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken().isScalarValue()) {
          take(name, parser);
        } else {
          parser.skipChildren();
        }
      }
      return facts();
    }

    private void take(String name, JsonParser parser) throws IOException {
      switch (name) {
        case "level", "severity", "lvl", "log.level", "levelname" -> level = parser.getText();
        case "trace_id", "traceId" -> trace = parser.getText();
        case "span_id", "spanId" -> span = parser.getText();
        case "trace_flags", "traceFlags" -> flags = parser.getText();
        default -> {
          // The body has it.
        }
      }
    }

    private LineFacts facts() {
      return new LineFacts(
          Severities.of(level),
          level,
          SpanContext.create(trace, span, traceFlags(), TraceState.getDefault()));
    }

    private TraceFlags traceFlags() {
      return flags.matches("[0-9a-f]{2}") ? TraceFlags.fromHex(flags, 0) : TraceFlags.getDefault();
    }
  }
}
