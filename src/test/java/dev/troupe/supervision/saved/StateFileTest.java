package dev.troupe.supervision.saved;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.ReloadReport;
import dev.troupe.os.ProcessId;
import dev.troupe.policy.RestartHistory;
import dev.troupe.supervision.Specs;
import dev.troupe.supervision.ports.SavedPlaces;
import dev.troupe.supervision.saved.SavedInstance.Doing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateFileTest {
  private static final List<Doing> ALL =
      List.of(
          new Doing.Resting(null),
          new Doing.Resting("it keeps crashing"),
          new Doing.Starting(true, new Sequel.Rest()),
          new Doing.Running(true, false),
          new Doing.BackingOff(Instant.EPOCH),
          new Doing.Ending(new Sequel.Crash("unhealthy", true)),
          new Doing.Leaving());

  private @TempDir Path home;

  private StateFile file() {
    return new StateFile(home.resolve("state.json"));
  }

  private SavedState state() {
    var app = Specs.app("api", ALL.size(), home);
    var instances =
        IntStream.range(0, ALL.size())
            .mapToObj(
                slot ->
                    new SavedInstance(
                        new Identity(3, slot, slot, 0, "u" + slot),
                        slot == 0 ? null : app,
                        RestartHistory.begun(Instant.EPOCH),
                        1,
                        new ExitStatus.Signaled(9),
                        new ProcessId(7, 8),
                        List.of(),
                        true,
                        false,
                        "20.20.2",
                        ALL.get(slot)))
            .toList();
    var place = SavedPlaces.port(3000, 3);
    var report = ReloadReport.cancelled(Instant.EPOCH, "by command");
    var served = List.of(new SavedApp.Served(0, 0));
    var saved = new SavedApp(3, app, served, false, report, instances);
    return new SavedState(1, "boot", 1, 4, 9, List.of(saved), List.of(place));
  }

  @Test
  void givesTheNextDaemonAllThatWasWritten() {
    file().write(state());
    assertThat(file().read("boot")).isEqualTo(state().handedOn());
  }

  @Test
  void isForItsOwnerAlone() throws IOException {
    file().write(state());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
        .isEqualTo("rw-------");
  }

  @Test
  void leavesNothingBesideIt() throws IOException {
    file().write(state());
    file().write(state());
    try (var files = Files.list(home)) {
      assertThat(files).containsExactly(file().path());
    }
  }

  @Test
  void meansNothingOnceTheMachineHasBeenStartedAgain() {
    file().write(state());
    assertThat(file().read("another boot")).isEqualTo(SavedState.empty("another boot"));
  }

  @Test
  void isEmptyWithoutAFile() {
    assertThat(file().read("boot")).isEqualTo(SavedState.empty("boot"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"version\":1,\"apps\":[{", "[]", "{\"version\":2}"})
  void setsAsideWhatItCannotRead(String text) throws IOException {
    Files.writeString(file().path(), text);
    assertThat(file().read("boot")).isEqualTo(SavedState.empty("boot"));
    assertThat(file().path()).doesNotExist();
    assertThat(home.resolve("state.json.broken")).hasContent(text);
  }
}
