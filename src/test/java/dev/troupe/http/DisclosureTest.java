package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.api.Apps;
import dev.troupe.api.Json;
import dev.troupe.config.AppSpecReader;
import dev.troupe.config.Context;
import dev.troupe.config.ReadResult;
import dev.troupe.http.access.Role;
import dev.troupe.model.AppSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DisclosureTest {
  @TempDir Path folder;

  /** One variable is the caller's, the others are declared: in env, by port, in a file. */
  private AppSnapshot app() throws Exception {
    Files.writeString(folder.resolve("more.env"), "FROM_FILE=file-secret\n");
    var declaration =
        Map.<String, Object>of(
            "script",
            "sleep 1000",
            "port",
            65431,
            "env_file",
            "more.env",
            "env",
            Map.of("DECLARED", "env-secret"));
    var shell = Map.of("PATH", System.getenv("PATH"), "CALLER", "shell-secret");
    var context = new Context(folder, shell, 1, folder, null);
    return switch (AppSpecReader.read(List.of(declaration), context)) {
      case ReadResult.Accepted(var apps, _) ->
          new AppSnapshot(
              0, apps.getFirst(), List.of(), null, Instant.EPOCH, "the kernel watches no more");
      case ReadResult.Refused(var errors, _) -> throw new AssertionError(errors);
    };
  }

  @ParameterizedTest
  @EnumSource(names = {"VIEW", "OPERATE"})
  void lowerRolesSeeNamesOfVariablesAndNoValue(Role role) throws Exception {
    assertThat(Json.write(new Apps(Disclosure.to(role, List.of(app())))))
        .contains("CALLER", "DECLARED", "FROM_FILE", "(hidden)")
        .doesNotContain("shell-secret", "env-secret", "file-secret", "65431");
  }

  @ParameterizedTest
  @EnumSource
  void everyRoleSeesWhatIsNoneOfThem(Role role) throws Exception {
    var shown = Disclosure.to(role, List.of(app())).getFirst();
    assertThat(shown.nextDue()).isEqualTo(Instant.EPOCH);
    assertThat(shown.watchProblem()).isEqualTo("the kernel watches no more");
  }

  @ParameterizedTest
  @EnumSource(names = "ADMIN")
  void administratorsSeeAll(Role role) throws Exception {
    assertThat(Json.write(new Apps(Disclosure.to(role, List.of(app())))))
        .contains("shell-secret", "env-secret", "file-secret", "65431");
  }
}
