package dev.troupe.logs.otlp;

import dev.troupe.logs.Tail;
import dev.troupe.model.OtlpCollector;
import dev.troupe.model.OutputName;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.resources.Resource;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * A line as OpenTelemetry has it. Its body is the text as it is. From which stream it came stands
 * in {@code log.iostream}, as the semantic conventions have it; they make no severity of that.
 */
record LineRecord(Tail.Line of, LineFacts facts, Resource resource) implements LogRecordData {
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create(OtlpCollector.SCOPE);

  private static final AttributeKey<String> STREAM = AttributeKey.stringKey("log.iostream");
  private static final AttributeKey<Boolean> CONTINUES =
      AttributeKey.booleanKey("troupe.continues");

  private static final Attributes OUT = Attributes.of(STREAM, "stdout");
  private static final Attributes ERR = Attributes.of(STREAM, "stderr");

  @Override
  public Resource getResource() {
    return resource;
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  /** When it was read: that is what is known of its time. */
  @Override
  public long getTimestampEpochNanos() {
    return getObservedTimestampEpochNanos();
  }

  @Override
  public long getObservedTimestampEpochNanos() {
    Instant at = of.line().at();
    return TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano();
  }

  @Override
  public SpanContext getSpanContext() {
    return facts.span();
  }

  @Override
  public Severity getSeverity() {
    return facts.severity();
  }

  @Override
  public String getSeverityText() {
    return facts.level();
  }

  /** Not asked for any more, but still to be there. */
  @Deprecated
  @Override
  public io.opentelemetry.sdk.logs.data.Body getBody() {
    return io.opentelemetry.sdk.logs.data.Body.string(of.line().text());
  }

  @Override
  public Value<?> getBodyValue() {
    return Value.of(of.line().text());
  }

  @Override
  public Attributes getAttributes() {
    var stream = of.line().output() == OutputName.OUT ? OUT : ERR;
    return of.isCut() ? stream.toBuilder().put(CONTINUES, true).build() : stream;
  }

  @Override
  public int getTotalAttributeCount() {
    return getAttributes().size();
  }
}
