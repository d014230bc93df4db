package dev.troupe.http;

import dev.troupe.metrics.Measurements;
import dev.troupe.metrics.MetricsPage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** What monitoring systems fetch. */
final class MetricsRoutes {
  private static final String TARGET = "target";
  private static final String ALL = "all";
  private static final ContentType PROMETHEUS = type("text", "plain", "0.0.4");
  private static final ContentType OPEN_METRICS = type("application", "openmetrics-text", "1.0.0");

  private final Control control;
  private final Executor blocking;

  /** Loads many classes, so it is made when somebody wants it. Guarded by this. */
  private @Nullable MetricsPage page;

  private MetricsRoutes(Control control, Executor blocking) {
    this.control = control;
    this.blocking = blocking;
  }

  /**
   * The routes.
   *
   * @param blocking composes answers, which for many instances takes a while
   */
  static List<Route> of(Control control, Executor blocking) {
    var routes = new MetricsRoutes(control, blocking);
    return List.of(
        Route.get("/metrics", routes::metrics),
        Route.get("/api/v1/metrics", routes::report, TARGET));
  }

  private CompletionStage<HttpResponse> metrics(Call call) {
    var accept = call.headers().apply("Accept");
    return composed(
        ALL,
        measurements -> {
          var made = page().page(measurements, accept);
          var type =
              switch (made.form()) {
                case PROMETHEUS -> PROMETHEUS;
                case OPEN_METRICS -> OPEN_METRICS;
              };
          return HttpResponse.create()
              .withEntity(HttpEntities.create(type, ByteString.fromString(made.text())));
        });
  }

  private CompletionStage<HttpResponse> report(Call call) {
    var target = call.query().getOrDefault(TARGET, ALL);
    return composed(
        target,
        measurements ->
            Answers.json(StatusCodes.OK, page().report(measurements, target.equals(ALL))));
  }

  private CompletionStage<HttpResponse> composed(
      String target, Function<Measurements, HttpResponse> answer) {
    return control.measurements(target).thenApplyAsync(answer, blocking);
  }

  private synchronized MetricsPage page() {
    if (page == null) {
      page = new MetricsPage();
    }
    return page;
  }

  private static ContentType type(String main, String sub, String version) {
    return MediaTypes.customWithOpenCharset(main, sub, Map.of("version", version), false)
        .toContentType(HttpCharsets.UTF_8);
  }
}
