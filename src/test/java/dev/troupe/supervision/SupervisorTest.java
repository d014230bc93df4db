package dev.troupe.supervision;

import static dev.troupe.model.InstanceState.ONLINE;
import static dev.troupe.model.InstanceState.STOPPED;
import static dev.troupe.model.InstanceState.WAITING_RESTART;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Event;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.model.InstanceState;
import dev.troupe.supervision.Supervisor.Answer;
import dev.troupe.supervision.Supervisor.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.pekko.actor.typed.ActorRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SupervisorTest {
  private @TempDir Path folder;
  private SupervisorKit troupe;

  @BeforeEach
  void begin() {
    troupe = new SupervisorKit(folder);
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  /** {@code api} with ids 0 and 1, {@code web} of the namespace {@code front} with id 2. */
  private void declareTwoApps() {
    troupe.declares(Specs.app("api", 2, folder), Specs.in("front", Specs.app("web", 1, folder)));
  }

  private List<InstanceState> states() {
    return troupe.lists("all").stream().map(InstanceSnapshot::state).toList();
  }

  private List<Integer> ids(InstanceState state) {
    return troupe.lists("all").stream()
        .filter(instance -> instance.state() == state)
        .map(InstanceSnapshot::id)
        .toList();
  }

  private static List<Integer> ids(String spaced) {
    return Stream.of(spaced.split(" ")).map(Integer::valueOf).toList();
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "all,         0 1 2",
    "api,         0 1",
    "front,       2",
    "default,     0 1",
    "1,           1",
    "api:1,       1",
    "/^w/,        2",
    "/srv/api.sh, 0 1",
    "api.sh,      0 1"
  })
  void stopsWhatATargetMeansAndNothingElse(String target, String expected) {
    declareTwoApps();
    assertThat(troupe.stops(target))
        .extracting(InstanceSnapshot::id)
        .containsExactlyElementsOf(ids(expected));
    assertThat(ids(STOPPED)).isEqualTo(ids(expected));
  }

  static List<Function<ActorRef<Answer>, Command>> requestsToNope() {
    return List.of(
        to -> new Supervisor.Start("nope", Map.of(), to),
        to -> new Supervisor.Stop("nope", to),
        to -> new Supervisor.Delete("nope", to),
        to -> new Supervisor.Reset("nope", to),
        to -> new Supervisor.Signal("nope", "SIGUSR2", to),
        to -> new Supervisor.Send("nope", "hello", to),
        to -> new Supervisor.Scale("nope", "2", to),
        to -> new Supervisor.Reload("nope", Map.of(), 0, to),
        to -> new Supervisor.CancelReload("nope", to));
  }

  @ParameterizedTest
  @MethodSource("requestsToNope")
  void tellsThatATargetMeansNothing(Function<ActorRef<Answer>, Command> request) {
    declareTwoApps();
    assertThat(troupe.ask(request)).isEqualTo(new Answer.NotFound("nope"));
    assertThat(states()).containsOnly(ONLINE);
  }

  @Test
  void findsNothingInAnEmptyList() {
    assertThat(troupe.ask(to -> new Supervisor.Stop("all", to)))
        .isEqualTo(new Answer.NotFound("all"));
    assertThat(troupe.apps("all")).isEmpty();
  }

  @Test
  void refusesAPatternThatCannotBeRead() {
    declareTwoApps();
    assertThat(troupe.ask(to -> new Supervisor.Stop("/(/", to))).isInstanceOf(Answer.Invalid.class);
    assertThat(troupe.apps("/(/")).isEmpty();
  }

  @Test
  void countsARestartAndNotAStart() {
    declareTwoApps();
    troupe.stops("0");
    assertThat(troupe.starts("api")).extracting(InstanceSnapshot::restarts).containsExactly(0, 1);
  }

  @Test
  void laysVariablesOverTheEnvironmentForGood() {
    declareTwoApps();
    troupe.acts(to -> new Supervisor.Start("web", Map.of("PORT", "80"), to));
    assertThat(troupe.machine.lastPlan().env()).containsEntry("PORT", "80");
    troupe.starts("web");
    assertThat(troupe.machine.lastPlan().env()).containsEntry("PORT", "80");
    assertThat(troupe.apps("web").getFirst().spec().program().env()).containsEntry("PORT", "80");
  }

  @Test
  void answersTwoRestartsAtOnceWithOneNewChildEach() {
    troupe.declares(Specs.app("api", 2, folder));
    troupe.machine.obeys(9);
    troupe.tell(to -> new Supervisor.Start("api", Map.of(), to));
    troupe.tell(to -> new Supervisor.Start("api", Map.of(), to));
    troupe.hears(Event.Stopping.class);
    troupe.hears(Event.Stopping.class);
    troupe.time.passes(SupervisorKit.GRACE);
    for (var answer : List.of(troupe.client.receiveMessage(), troupe.client.receiveMessage())) {
      assertThat(SupervisorKit.instances(((Answer.Acted) answer).apps()))
          .extracting(InstanceSnapshot::restarts)
          .containsExactly(1, 1);
    }
    assertThat(troupe.machine.launches()).isEqualTo(4);
  }

  @Test
  void forgetsWhatIsDeleted() {
    declareTwoApps();
    assertThat(troupe.deletes("api")).extracting(InstanceSnapshot::state).containsOnly(STOPPED);
    assertThat(ids(ONLINE)).containsExactly(2);
    assertThat(troupe.machine.pipesOpen()).isEqualTo(1);
  }

  @Test
  void hasForgottenWhatIsDeletedOnceItAnswers() {
    troupe.declares(Specs.app("api", 1, folder));
    for (int i = 0; i < 100; i++) {
      troupe.deletes("api");
      assertThat(troupe.declares(Specs.app("api", 1, folder)))
          .extracting(InstanceSnapshot::id)
          .containsExactly(0);
    }
  }

  @Test
  void forgetsTheRestartThatADeleteFinds() {
    troupe.declares(Specs.app("api", 1, Specs.delayed(Duration.ofSeconds(5)), folder));
    troupe.childOf(0).exits(1);
    troupe.client.awaitAssert(() -> assertThat(troupe.lists(0).state()).isEqualTo(WAITING_RESTART));
    troupe.deletes("api");
    troupe.time.passes(Duration.ofSeconds(5));
    assertThat(troupe.apps("all")).isEmpty();
    assertThat(troupe.machine.launches()).isEqualTo(1);
  }

  @Test
  void resetsTheCountsOfWhatATargetMeans() {
    declareTwoApps();
    troupe.starts("all");
    troupe.acts(to -> new Supervisor.Reset("api", to));
    assertThat(troupe.lists("all")).extracting(InstanceSnapshot::restarts).containsExactly(0, 0, 1);
  }

  @ParameterizedTest
  @CsvSource({"SIGUSR2, 12", "usr2, 12", "12, 12", "HUP, 1"})
  void signalsTheChildAlone(String signal, int number) {
    declareTwoApps();
    troupe.acts(to -> new Supervisor.Signal("2", signal, to));
    assertThat(troupe.childOf(2).received()).containsExactly(number);
    assertThat(troupe.childOf(0).received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"SIGNOPE", "0", "65", "''"})
  void refusesASignalThatThereIsNot(String signal) {
    declareTwoApps();
    assertThat(troupe.ask(to -> new Supervisor.Signal("all", signal, to)))
        .isEqualTo(
            new Answer.Invalid(
                List.of(
                    "'%s' is not a signal: use a name such as SIGUSR2, or a number"
                        .formatted(signal))));
  }

  @Test
  void sendsALineToWhatATargetMeans() {
    declareTwoApps();
    troupe.acts(to -> new Supervisor.Send("web", "hello\n", to));
    assertThat(troupe.childOf(2).written()).containsExactly("hello\n");
  }

  @Test
  void sendsNoLineToAClusterWorker() {
    troupe.declares(Specs.clustered(Specs.app("web", 1, folder)));
    assertThat(troupe.ask(to -> new Supervisor.Send("web", "hello", to)))
        .isEqualTo(
            new Answer.Conflict(
                "web[0] is in cluster mode, which has no standard input to write to"));
    assertThat(troupe.childOf(0).written()).isEmpty();
  }

  @Test
  void tellsWhichInstancesCouldNotCarryOutARequest() {
    declareTwoApps();
    troupe.stops("0");
    var answer = (Answer.Acted) troupe.ask(to -> new Supervisor.Send("api", "hello", to));
    assertThat(answer.problems()).containsExactly("api[0] has no process");
    assertThat(SupervisorKit.instances(answer.apps()))
        .extracting(InstanceSnapshot::id)
        .containsExactly(1);
  }

  @Test
  void listsWhatItHasJustAnswered() {
    declareTwoApps();
    for (int i = 0; i < 20; i++) {
      troupe.stops("all");
      assertThat(states()).containsOnly(STOPPED);
      troupe.starts("all");
      assertThat(states()).containsOnly(ONLINE);
    }
  }

  @Test
  void listsWhatChildrenUse() {
    declareTwoApps();
    assertThat(troupe.lists("all"))
        .allSatisfy(one -> assertThat(one.usage().memoryBytes()).isEqualTo(one.pid()));
  }

  @Test
  void measuresAgainOnlyAfterASecond() {
    declareTwoApps();
    troupe.lists("all");
    troupe.starts("web");
    assertThat(troupe.lists(2).usage().memoryBytes()).isZero();
    troupe.time.passes(Duration.ofSeconds(1));
    assertThat(troupe.lists(2).usage().memoryBytes()).isPositive();
  }

  @Test
  void deletesAllAtAShutdownAndThenRefusesEverything() {
    declareTwoApps();
    troupe.acts(Supervisor.Shutdown::new);
    assertThat(troupe.apps("all")).isEmpty();
    assertThat(troupe.machine.pipesOpen()).isZero();
    var refused = new Answer.Conflict("the daemon is being stopped");
    assertThat(troupe.ask(to -> new Supervisor.Stop("all", to))).isEqualTo(refused);
    assertThat(troupe.ask(to -> new Supervisor.Scale("all", "2", to))).isEqualTo(refused);
    assertThat(
            troupe.ask(
                to ->
                    new Supervisor.Declare(
                        List.of(Specs.app("api", 1, folder)), Supervisor.IfKnown.START, 0, to)))
        .isEqualTo(refused);
  }

  @Test
  void endsWhatWasDeclaredJustBeforeAShutdown() {
    var api = Specs.app("api", 4, folder);
    troupe.tell(to -> new Supervisor.Declare(List.of(api), Supervisor.IfKnown.START, 0, to));
    troupe.tell(Supervisor.Shutdown::new);
    troupe.client.receiveSeveralMessages(2);
    assertThat(troupe.apps("all")).isEmpty();
    assertThat(troupe.machine.living()).isEmpty();
    assertThat(troupe.machine.pipesOpen()).isZero();
  }

  @Test
  void answersAShutdownWithoutApps() {
    assertThat(troupe.ask(Supervisor.Shutdown::new))
        .isEqualTo(new Answer.Acted(List.of(), List.of()));
  }

  @Test
  void answersTwoShutdownsAtOnce() {
    declareTwoApps();
    troupe.machine.obeys(9);
    troupe.tell(Supervisor.Shutdown::new);
    troupe.tell(Supervisor.Shutdown::new);
    for (int i = 0; i < 3; i++) {
      troupe.hears(Event.Stopping.class);
    }
    troupe.time.passes(SupervisorKit.GRACE);
    assertThat(troupe.client.receiveSeveralMessages(2))
        .allSatisfy(answer -> assertThat(((Answer.Acted) answer).problems()).isEmpty());
  }

  @Test
  void answersAStopThatADeleteOvertakes() {
    troupe.declares(Specs.app("api", 1, folder));
    troupe.machine.obeys(9);
    troupe.tell(to -> new Supervisor.Stop("api", to));
    troupe.tell(to -> new Supervisor.Delete("api", to));
    troupe.hears(Event.Stopping.class);
    troupe.time.passes(SupervisorKit.GRACE);
    troupe.client.receiveSeveralMessages(2);
    assertThat(troupe.apps("all")).isEmpty();
  }
}
