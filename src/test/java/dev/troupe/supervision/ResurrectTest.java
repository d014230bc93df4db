package dev.troupe.supervision;

import static dev.troupe.model.InstanceState.ONLINE;
import static dev.troupe.model.InstanceState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.config.DumpFile;
import dev.troupe.config.RecordText;
import dev.troupe.config.SavedApps;
import dev.troupe.model.AppSpec;
import dev.troupe.model.Dependency;
import dev.troupe.model.InstanceSnapshot;
import dev.troupe.supervision.Supervisor.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResurrectTest {
  private @TempDir Path folder;
  private SupervisorKit troupe;
  private DumpFile dump;

  @BeforeEach
  void begin() {
    troupe = new SupervisorKit(folder);
    dump = new DumpFile(folder.resolve("dump.pm2"));
  }

  @AfterEach
  void end() {
    troupe.close();
  }

  private static Map<String, Object> unit(AppSpec spec, String status) {
    return Map.of("name", spec.name(), "status", status, SavedApps.EXACT, RecordText.write(spec));
  }

  private Answer.Acted resurrects() {
    return (Answer.Acted) troupe.ask(to -> new Supervisor.Resurrect(dump.path(), to));
  }

  @Test
  void startsWhatRanAndLeavesStoppedWhatDidNot() throws IOException {
    var api = Specs.app("api", 2, folder);
    dump.write(List.of(unit(api, "online"), unit(api, "stopped")));
    assertThat(resurrects().problems()).isEmpty();
    assertThat(troupe.lists("api"))
        .extracting(InstanceSnapshot::state)
        .containsExactly(ONLINE, STOPPED);
    assertThat(troupe.apps("api").getFirst().spec()).isEqualTo(api);
  }

  @Test
  void countsFromZeroAgain() throws IOException {
    dump.write(List.of(unit(Specs.app("api", 1, folder), "online")));
    resurrects();
    assertThat(troupe.lists(0).restarts()).isZero();
  }

  @Test
  void leavesAloneWhatIsManagedAlready() throws IOException {
    var api = Specs.app("api", 1, folder);
    troupe.declares(api);
    dump.write(List.of(unit(api, "online"), unit(Specs.app("web", 1, folder), "online")));
    assertThat(SupervisorKit.instances(resurrects().apps()))
        .extracting(InstanceSnapshot::id)
        .containsExactly(1);
    assertThat(troupe.lists("all")).hasSize(2);
  }

  @Test
  void isDoneWithNothingIfNothingWasSaved() {
    assertThat(resurrects()).isEqualTo(new Answer.Acted(List.of(), List.of()));
  }

  @Test
  void saysWhatIsWrongAndStartsTheRest() throws IOException {
    dump.write(List.of(unit(Specs.app("api", 1, folder), "online")));
    dump.write(List.of());
    Files.writeString(dump.path(), "[");
    var answer = resurrects();
    assertThat(answer.problems()).singleElement().asString().contains("cannot be understood");
    assertThat(troupe.lists(0).state()).isEqualTo(ONLINE);
  }

  @Test
  void keepsToTheOrderThatAppsNeed() throws IOException {
    var db = Specs.app("db", 1, folder);
    var on = new Dependency("db", Dependency.Condition.READY);
    var web = Specs.after(Specs.app("web", 1, folder), on);
    dump.write(Stream.of(web, db).map(spec -> unit(spec, "online")).toList());
    assertThat(resurrects().problems()).isEmpty();
    assertThat(troupe.machine.planOf(troupe.childOf(1).pid()).command()).contains("/srv/db.sh");
    assertThat(troupe.childOf(1).pid()).isLessThan(troupe.childOf(0).pid());
  }
}
