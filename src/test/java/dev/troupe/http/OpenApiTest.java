package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Acted;
import dev.troupe.api.ActionResults;
import dev.troupe.api.Apps;
import dev.troupe.api.DaemonInfo;
import dev.troupe.api.HandoverRequest;
import dev.troupe.api.Instances;
import dev.troupe.api.Job;
import dev.troupe.api.JobRun;
import dev.troupe.api.Jobs;
import dev.troupe.api.KeyInfo;
import dev.troupe.api.KeyList;
import dev.troupe.api.KeyRequest;
import dev.troupe.api.Link;
import dev.troupe.api.LinkRequest;
import dev.troupe.api.LogLevel;
import dev.troupe.api.LogPaths;
import dev.troupe.api.LogRotation;
import dev.troupe.api.LogTrouble;
import dev.troupe.api.LogTroubles;
import dev.troupe.api.MadeKey;
import dev.troupe.api.MemoryReport;
import dev.troupe.api.MetricReport;
import dev.troupe.api.PlacedLine;
import dev.troupe.api.Problem;
import dev.troupe.api.ReloadRequest;
import dev.troupe.api.RestartRequest;
import dev.troupe.api.ScaleRequest;
import dev.troupe.api.SendRequest;
import dev.troupe.api.SessionInfo;
import dev.troupe.api.SessionRequest;
import dev.troupe.api.SignalRequest;
import dev.troupe.api.StartRequest;
import dev.troupe.api.TriggerRequest;
import dev.troupe.api.TroubleReport;
import dev.troupe.http.access.Role;
import dev.troupe.model.ActionResult;
import dev.troupe.model.AppSnapshot;
import dev.troupe.model.AppSpec;
import dev.troupe.model.DeclaredEnv;
import dev.troupe.model.Dependency;
import dev.troupe.model.Event;
import dev.troupe.model.Hooks;
import dev.troupe.model.Host;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.Instruments;
import dev.troupe.model.Limits;
import dev.troupe.model.LogFiles;
import dev.troupe.model.LogLine;
import dev.troupe.model.MemoryShare;
import dev.troupe.model.PastExit;
import dev.troupe.model.ProbeRules;
import dev.troupe.model.Program;
import dev.troupe.model.Readiness;
import dev.troupe.model.ReloadReport;
import dev.troupe.model.ReloadRules;
import dev.troupe.model.RestartReason;
import dev.troupe.model.RestartRules;
import dev.troupe.model.RotationSettings;
import dev.troupe.model.Schedule;
import dev.troupe.model.Service;
import dev.troupe.model.SocketSpec;
import dev.troupe.model.StopRules;
import dev.troupe.model.Trouble;
import dev.troupe.model.Usage;
import dev.troupe.model.Watch;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published description against the table of routes and the records of the wire. */
class OpenApiTest {
  private static final Pattern TARGET = Pattern.compile("/target}|name=target, in=path");
  private static final OpenApi document = new OpenApi();
  private static ActorSystem<Void> system;

  @BeforeAll
  static void start() {
    system = Endpoint.system();
  }

  @AfterAll
  static void stop() {
    system.terminate();
    Endpoint.await(system.getWhenTerminated());
  }

  static List<Route> routes() {
    return HttpServer.routes(
        new FakeControl(),
        new Connections(system),
        () -> new Door.Closed(""),
        new Locks.Unusable(""),
        Runnable::run);
  }

  @Test
  void hasTheRoutesOfTheTableAndNoOthers() {
    assertThat(document.operations())
        .containsExactlyInAnyOrderElementsOf(
            routes().stream().map(OpenApiTest::operation).toList());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void hasTheParametersOfEachRoute(Route route) {
    assertThat(document.queryParameters(method(route), path(route)))
        .isEqualTo(new TreeSet<>(route.parameters()));
    assertThat(document.parameters(method(route), path(route)).toString())
        .matches(parameters -> TARGET.matcher(parameters).find() == route.path().hasTarget());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void saysWhetherARouteTakesABody(Route route) {
    var body = document.operation(method(route), path(route)).get("requestBody");
    switch (route.body()) {
      case IGNORED -> assertThat(body).isNull();
      case OPTIONAL -> assertThat(OpenApi.map(body)).containsEntry("required", false);
      case REQUIRED -> assertThat(OpenApi.map(body)).containsEntry("required", true);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void saysWhetherARouteNeedsAToken(Route route) {
    assertThat(List.of().equals(document.operation(method(route), path(route)).get("security")))
        .isEqualTo(route.isPublic());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void saysWhichRoleARouteNeedsWhereItIsNotTheUsualOne(Route route) {
    var usual =
        switch (method(route)) {
          case "GET" -> Role.VIEW;
          case "DELETE" -> Role.ADMIN;
          default -> Role.OPERATE;
        };
    var said = document.operation(method(route), path(route)).getOrDefault("x-role", usual.word());
    assertThat(said).isEqualTo(route.isPublic() ? usual.word() : route.needs().word());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void hasTheErrorsThatEachRouteCanHave(Route route) {
    var expected = new TreeSet<>(Set.of("400", "403"));
    if (!route.isPublic()) {
      expected.add("401");
    }
    if (route.path().hasTarget()) {
      expected.add("404");
    }
    if (route.body() != Route.Body.IGNORED) {
      expected.addAll(Set.of("413", "415"));
    }
    assertThat(document.statuses(method(route), path(route))).containsAll(expected);
  }

  @ParameterizedTest
  @MethodSource("records")
  void namesTheFieldsOfEachRecord(Class<?> type) {
    assertThat(document.properties(type.getSimpleName()))
        .containsExactlyElementsOf(
            Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList());
  }

  @Test
  void namesEachEventInItsText() {
    assertThat(events())
        .allSatisfy(
            type ->
                assertThat(Objects.toString(document.schemas().get(type.getSimpleName())))
                    .contains("`" + Frames.kebabCase(type.getSimpleName()) + "`"));
  }

  static Stream<Class<?>> records() {
    return Stream.concat(
        Stream.of(
            ActionResult.class,
            ActionResults.class,
            Apps.class,
            AppSnapshot.class,
            AppSpec.class,
            DaemonInfo.class,
            DeclaredEnv.class,
            DeclaredEnv.Variable.class,
            Dependency.class,
            InstanceSnapshot.class,
            InstanceSummary.class,
            Acted.class,
            Job.class,
            JobRun.class,
            Jobs.class,
            Instances.class,
            HandoverRequest.class,
            Limits.class,
            Hooks.class,
            Limits.Ulimit.class,
            KeyInfo.class,
            KeyList.class,
            KeyRequest.class,
            Link.class,
            LinkRequest.class,
            LogFiles.class,
            LogLine.class,
            LogLevel.class,
            LogRotation.class,
            LogTrouble.class,
            LogTroubles.class,
            RotationSettings.class,
            LogPaths.class,
            MadeKey.class,
            Instruments.class,
            Host.class,
            Host.Load.class,
            Host.Space.class,
            Host.Traffic.class,
            MemoryReport.class,
            MetricReport.class,
            MetricReport.Family.class,
            MetricReport.Sample.class,
            MemoryShare.class,
            TroubleReport.class,
            Trouble.class,
            Trouble.Holder.class,
            LogFiles.class,
            LogLine.class,
            LogPaths.class,
            PastExit.class,
            PlacedLine.class,
            ProbeRules.class,
            Problem.class,
            Program.class,
            Readiness.class,
            ReloadReport.class,
            ReloadRequest.class,
            ReloadRules.class,
            RestartReason.class,
            RestartRequest.class,
            RestartRules.class,
            ScaleRequest.class,
            Schedule.class,
            SendRequest.class,
            SessionInfo.class,
            SessionRequest.class,
            SignalRequest.class,
            Service.class,
            SocketSpec.class,
            StartRequest.class,
            StopRules.class,
            TriggerRequest.class,
            Usage.class,
            Watch.class,
            Watch.Options.class),
        events().stream());
  }

  private static Set<Class<?>> events() {
    return Set.of(Event.class.getPermittedSubclasses());
  }

  private static String operation(Route route) {
    return method(route) + " " + path(route);
  }

  private static String method(Route route) {
    return route.method().value();
  }

  private static String path(Route route) {
    return route.path().text();
  }
}
