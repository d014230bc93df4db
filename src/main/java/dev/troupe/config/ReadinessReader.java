package dev.troupe.config;

import dev.troupe.model.ExecMode;
import dev.troupe.model.ProbeRules;
import dev.troupe.model.Readiness;
import dev.troupe.model.Readiness.OnTimeout;
import dev.troupe.model.Readiness.Sign;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads when an app is ready: what it declares, else what its mode tells. */
final class ReadinessReader {
  private static final Field<Boolean> NOTIFY =
      Field.of("notify", FieldType.FLAG, "it says READY=1");
  private static final Field<String> LOG =
      Field.of("log", FieldType.PATTERN, "a line of its output");
  private static final Field<Boolean> UPTIME =
      Field.of("uptime", FieldType.FLAG, "it has run for min_uptime");
  private static final Field<Duration> START_TIMEOUT =
      Field.of("start_timeout", FieldType.INTERVAL, "time to become ready");
  private static final List<Field<?>> SIGNS =
      List.of(ProbeReader.HTTP, ProbeReader.TCP, ProbeReader.EXEC, NOTIFY, LOG, UPTIME);
  static final FieldTable TABLE =
      new FieldTable(
          Stream.concat(ProbeReader.FIELDS.stream(), Stream.of(NOTIFY, LOG, UPTIME, START_TIMEOUT))
              .toList());

  /** Often, as a deployment waits for it. */
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** PM2's 3 s are too short for a program that says what it waits for, and is not ready before. */
  private static final Duration DECLARED_TIMEOUT = Duration.ofSeconds(30);

  private final Declaration app;
  private final Basics basics;
  private final Optional<Integer> socket;

  /**
   * @param socket port of the app's first socket, if it has one
   */
  ReadinessReader(Declaration app, Basics basics, Optional<Integer> socket) {
    this.app = app;
    this.basics = basics;
    this.socket = socket;
  }

  /** What shows it, and for how long it is waited for. */
  private record Expected(
      Sign sign, @Nullable String pattern, @Nullable ProbeRules probe, Duration timeout) {}

  Readiness read() {
    boolean waits = waitsForMessage();
    var declared = app.part(AppFields.READINESS);
    if (waits && declared.isPresent()) {
      app.refuse(
          AppFields.WAIT_READY, "and readiness are two answers to one question", "leave one out");
    }
    var expected =
        declared
            .flatMap(this::declared)
            .orElseGet(() -> new Expected(waits ? Sign.MESSAGE : sign(), null, null, timeout()));
    var usual = waits || declared.isPresent() ? OnTimeout.ROLLBACK : OnTimeout.ACCEPT;
    return new Readiness(
        expected.sign(),
        expected.pattern(),
        expected.probe(),
        expected.timeout(),
        app.get(AppFields.ON_READY_TIMEOUT).orElse(usual));
  }

  private boolean waitsForMessage() {
    boolean waits = app.get(AppFields.WAIT_READY).orElse(false);
    if (waits && !basics.isNode()) {
      app.warn("wait_ready is ignored, since only Node programs can say ready; use readiness");
    }
    return waits && basics.isNode();
  }

  private Sign sign() {
    return basics.mode() == ExecMode.CLUSTER ? Sign.LISTENING : Sign.STARTED;
  }

  private Duration timeout() {
    return givenTimeout().orElse(Readiness.AT_ONCE.timeout());
  }

  private Optional<Duration> givenTimeout() {
    return app.get(AppFields.LISTEN_TIMEOUT, "PM2_GRACEFUL_LISTEN_TIMEOUT", basics.callerEnv());
  }

  private Optional<Expected> declared(Part part) {
    var readiness = part.section(TABLE);
    var timeout = readiness.get(START_TIMEOUT).or(this::givenTimeout).orElse(DECLARED_TIMEOUT);
    return Alternatives.chosen(part, readiness, SIGNS)
        .flatMap(sign -> expected(sign, readiness, timeout));
  }

  private Optional<Expected> expected(Field<?> sign, Section readiness, Duration timeout) {
    if (sign.equals(NOTIFY)) {
      return Optional.of(new Expected(Sign.NOTIFY, null, null, timeout));
    }
    if (sign.equals(LOG)) {
      return readiness.get(LOG).map(pattern -> new Expected(Sign.LOG_LINE, pattern, null, timeout));
    }
    if (sign.equals(UPTIME)) {
      return uptime(readiness, timeout);
    }
    return new ProbeReader(basics.env(), socket, INTERVAL)
        .read(sign, readiness)
        .map(probe -> new Expected(Sign.PROBE, null, probe, timeout));
  }

  private Optional<Expected> uptime(Section readiness, Duration timeout) {
    if (timeout.compareTo(basics.minUptime()) <= 0) {
      readiness.refuse(
          START_TIMEOUT,
          "%d ms is not longer than min_uptime, so it would never be ready"
              .formatted(timeout.toMillis()),
          "give a longer one");
    }
    return Optional.of(new Expected(Sign.UPTIME, null, null, timeout));
  }
}
