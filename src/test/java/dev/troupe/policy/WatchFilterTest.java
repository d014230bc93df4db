package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogFiles;
import dev.troupe.model.PlainApp;
import dev.troupe.model.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WatchFilterTest {
  private static final Watch.Options USUAL = Watch.Options.USUAL;

  private static WatchFilter filter(List<String> paths, List<String> ignored) {
    return filter(new Watch(true, paths, ignored, Duration.ZERO, USUAL));
  }

  private static WatchFilter filter(Watch watch) {
    var app =
        PlainApp.of("api", "/srv/a.js", "/srv", Map.of())
            .with(
                draft ->
                    draft.logs =
                        new LogFiles(
                            "/srv/out/a.log",
                            "/srv/out/b.log",
                            "/srv/all.log",
                            "/srv/a.pid",
                            true));
    return WatchFilter.of(app.with(draft -> draft.watch = watch));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/a.js", "/srv/lib/b.css", "/srv/deep/er/c.json", "/srv/x.log"})
  void watchesTheWholeFolder(String path) {
    assertThat(filter(List.of(), List.of()).matters(path)).isTrue();
  }

  /** PM2's rule. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/srv/.env", "/srv/.cache/x", "/srv/node_modules/a.js", "/srv/b/node_modules/c"})
  void ignoresNamesWithADotAndPackagesByDefault(String path) {
    assertThat(filter(List.of(), List.of()).matters(path)).isFalse();
  }

  @Test
  void butNotForWhatLiesAboveTheFolder() {
    var options = new Watch.Options("/home/me/.config/app", true, false, Duration.ofMillis(9), 9);
    var filter = filter(new Watch(true, List.of(), List.of(), Duration.ZERO, options));
    assertThat(filter.matters("/home/me/.config/app/a.js")).isTrue();
    assertThat(filter.matters("/home/me/.config/app/.env")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/out/a.log",
        "/srv/out/b-3.log",
        "/srv/out/a__2026-01-01.log.gz",
        "/srv/all.log",
        "/srv/a-0.pid",
        "/srv/.git/x"
      })
  void ignoresInAnyCaseWhatARestartItselfChanges(String path) {
    assertThat(filter(List.of("."), List.of("tmp")).matters(path)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/srv/4913", "/srv/a.js~", "/srv/.a.js.swp", "/srv/.#a.js", "/srv/#a.js#"})
  void ignoresInAnyCaseWhatEditorsPutBesideAFile(String path) {
    assertThat(filter(List.of("."), List.of("tmp")).matters(path)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/server/a.js, true",
    "/srv/server, true",
    "/srv/servers/a.js, false",
    "/srv/config/a.json, true",
    "/srv/config/deep/a.json, false",
    "/srv/views/x/y/z.html, true",
    "/srv/views/z.html, true",
    "/srv/views/z.txt, false",
    "/etc/app.conf, true",
    "/srv/a.js, false"
  })
  void watchesWhatIsNamed(String path, boolean matters) {
    var paths = List.of("./server/", "config/*.json", "views/**/*.{html,css}", "/etc/app.conf");
    assertThat(filter(paths, List.of()).matters(path)).isEqualTo(matters);
  }

  @Test
  void looksAtTheFolderBeforeAPattern() {
    var paths = List.of("./server/", "config/*.json", "../shared", "*.js");
    assertThat(filter(paths, List.of()).roots())
        .containsExactly("/srv/server", "/srv/config", "/shared", "/srv");
  }

  @ParameterizedTest
  @CsvSource({
    "/srv/logs/x, false",
    "/srv/lib/logs/x, false",
    "/srv/a.tmp, false",
    "/srv/client/img/a.png, false",
    "/srv/client/a.js, true",
    "/srv/lib/client/img/a.png, true",
    "/srv/a.bak, false",
    "/srv/dist/deep/a.map, false",
    "/srv/.env, true",
    "/srv/node_modules/a.js, true"
  })
  void ignoresWhatIsNamedInPlaceOfTheDefault(String path, boolean matters) {
    var ignored = List.of("logs", "*.tmp", "./client/img", "\\.bak$", "dist/**/*.map");
    assertThat(filter(List.of(), ignored).matters(path)).isEqualTo(matters);
  }

  @Test
  void entersNoFolderThatIsIgnoredOrTooDeep() {
    var options = new Watch.Options("", true, false, Duration.ofMillis(9), 1);
    var filter = filter(new Watch(true, List.of(), List.of(), Duration.ZERO, options));
    assertThat(filter.enters("/srv/node_modules")).isFalse();
    assertThat(filter.enters("/srv/lib")).isTrue();
    assertThat(filter.enters("/srv/lib/deep")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/srv/[a-c].js | /srv/b.js | true",
        "/srv/[!a-c].js | /srv/b.js | false",
        "/srv/[!a-c].js | /srv/d.js | true",
        "/srv/?.js | /srv/ab.js | false",
        "/srv/a+b.*s | /srv/a+b.js | true",
        "/srv/** | /srv/a/b | true",
        "/srv/{a,b} | /srv/c | false"
      })
  void readsPatternsAsAShellDoes(String pattern, String path, boolean matters) {
    assertThat(filter(List.of(pattern), List.of("x")).matters(path)).isEqualTo(matters);
  }
}
