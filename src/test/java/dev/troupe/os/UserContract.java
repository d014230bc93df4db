package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children that run as somebody else: with either engine. */
@Tag("os")
abstract class UserContract {
  private static final String WHO = "id -u; id -g; id -G";

  @TempDir Path home;
  Stage stage;

  abstract EngineChoice engine();

  @BeforeEach
  void openStage() {
    stage = Stage.open(engine(), home);
  }

  @AfterEach
  void nothingIsLeft() {
    stage.close();
  }

  @Test
  void runsAsAUserWithThatUsersGroups() {
    assumeRoot();
    assertThat(stage.output(stage.as("nobody", "", "sh", "-c", WHO)))
        .isEqualTo("65534\n65534\n65534\n");
  }

  @Test
  void runsAsAUserByNumberWithAnotherGroup() {
    assumeRoot();
    assertThat(stage.output(stage.as("65534", "daemon", "sh", "-c", "id -u; id -g")))
        .isEqualTo("65534\n1\n");
  }

  @Test
  void runsAsNumbersNobodyHasListed() {
    assumeRoot();
    assertThat(stage.output(stage.as("54321", "54322", "sh", "-c", WHO)))
        .isEqualTo("54321\n54322\n54322\n");
  }

  @Test
  void runsWithAnotherGroupAlone() {
    assumeRoot();
    assertThat(stage.output(stage.as("", "daemon", "sh", "-c", WHO))).isEqualTo("0\n1\n1\n");
  }

  @Test
  void theDaemonsOwnUserNeedsNoChange() {
    var own = Long.toString(new UnixSystem().getUid());
    assertThat(stage.output(stage.as(own, "", "id", "-u"))).isEqualTo(own + "\n");
  }

  @Test
  void anotherUserMayOpenItsOwnOutputAnew() {
    assumeRoot();
    assertThat(stage.output(stage.as("nobody", "", "sh", "-c", "echo hi > /dev/stdout")))
        .isEqualTo("hi\n");
  }

  @Test
  void signalsAChildThatRunsAsAnotherUser() {
    assumeRoot();
    var child = stage.launch(stage.as("nobody", "", "sleep", "1000"));
    assertThat(child.signal(15)).isTrue();
    stage.exit(child);
  }

  @Test
  void saysThatThereIsNoSuchUserOrGroup() {
    assertThat(stage.failure(stage.as("no-such-user", "", "true")))
        .isEqualTo("cannot start true: there is no user no-such-user; create it or name another");
    assertThat(stage.failure(stage.as("root", "no-such-group", "true")))
        .contains("there is no group no-such-group");
    assertThat(stage.failure(stage.as("54321", "", "true"))).contains("name a group too");
  }

  @Test
  void saysThatTheProgramCannotBeExecutedBeforeChangingTheUser() {
    assumeRoot();
    assertThat(stage.failure(stage.as("nobody", "", "/no/such/file")))
        .contains("no such file /no/such/file");
  }

  static void assumeRoot() {
    assumeThat(new UnixSystem().getUid()).isZero();
  }
}
