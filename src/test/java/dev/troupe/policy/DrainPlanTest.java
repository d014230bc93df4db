package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.AppSpec;
import dev.troupe.model.ExecMode;
import dev.troupe.model.LogFiles;
import dev.troupe.model.PlainApp;
import dev.troupe.model.Readiness;
import dev.troupe.model.ReloadRules;
import dev.troupe.model.Service;
import dev.troupe.model.StopRules;
import dev.troupe.policy.DrainPlan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrainPlanTest {
  private static final Duration DRAIN_TIME = Duration.ofMillis(300);
  private static final Step SAY_CLOSE = new Step.SayClose(DRAIN_TIME);
  private static final Step DISCONNECT = new Step.Disconnect(StopRules.DEFAULT.gracePeriod());

  private static AppSpec app(ExecMode mode, boolean preload) {
    var plain = Service.PLAIN;
    return PlainApp.of("api", "/srv/api.js", "/srv", Map.of())
        .with(
            draft -> {
              draft.execMode = mode;
              draft.logs = new LogFiles("/l/out.log", "/l/error.log", null, "/p/api.pid", false);
              draft.service =
                  new Service(
                      Readiness.AT_ONCE,
                      null,
                      null,
                      List.of(),
                      plain.balance(),
                      new ReloadRules(1, DRAIN_TIME, preload));
            });
  }

  @Test
  void asksClientsToGoBeforeAWorkerClosesItsServers() {
    assertThat(DrainPlan.of(app(ExecMode.CLUSTER, true), true))
        .containsExactly(SAY_CLOSE, DISCONNECT);
  }

  @Test
  void closesAWorkersServersAtOnceIfItCannotAskClientsToGo() {
    assertThat(DrainPlan.of(app(ExecMode.CLUSTER, false), true)).containsExactly(DISCONNECT);
  }

  @Test
  void asksClientsOfOtherNodeProgramsToGo() {
    assertThat(DrainPlan.of(app(ExecMode.FORK, true), true)).containsExactly(SAY_CLOSE);
    assertThat(DrainPlan.of(app(ExecMode.FORK, false), true)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void hasNothingToSayWithoutAChannel(ExecMode mode) {
    assertThat(DrainPlan.of(app(mode, true), false)).isEmpty();
  }
}
