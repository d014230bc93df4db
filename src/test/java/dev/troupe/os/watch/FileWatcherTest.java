package dev.troupe.os.watch;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.troupe.os.FileWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real files, told by the kernel and found by comparison. */
@Tag("os")
class FileWatcherTest {
  private static final int PATIENCE_SECONDS = 20;

  @TempDir Path folder;
  private final NativeFileWatcher watcher = new NativeFileWatcher();
  private final LinkedBlockingQueue<Path> changes = new LinkedBlockingQueue<>();
  private final LinkedBlockingQueue<String> problems = new LinkedBlockingQueue<>();
  private FileWatcher.Watching watching = () -> {};

  @AfterEach
  void endsItsThreads() throws InterruptedException {
    watching.close();
    assertThat(problems).isEmpty();
    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (List.of("troupe-watch", "troupe-poll").contains(thread.getName())) {
        thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  private void watch(boolean polling, Path... roots) {
    var wanted =
        new FileWatcher.Wanted(
            List.of(roots),
            file -> !file.toString().contains("ignored"),
            entered -> !entered.toString().contains("ignored"),
            true,
            polling,
            Duration.ofMillis(20));
    watching = watcher.watch(wanted, changes::addAll, problems::add);
  }

  /** Waits until a change of this file is told. */
  private void hears(Path file) throws InterruptedException {
    for (var next = next(); !next.equals(file); next = next()) {
      assertThat(next.toString()).doesNotContain("ignored");
    }
  }

  private Path next() throws InterruptedException {
    var next = changes.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was told");
    }
    return next;
  }

  private Path write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsOfFilesThatAreWrittenMadeAndDeleted(boolean polling) throws Exception {
    var file = write("lib/a.js", "1");
    watch(polling, folder);
    write("lib/a.js", "longer");
    hears(file);
    hears(write("lib/b.js", "1"));
    Files.delete(file);
    hears(file);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsOfWhatIsInNewFolders(boolean polling) throws Exception {
    watch(polling, folder);
    hears(write("new/deep/er/a.js", "1"));
    hears(write("new/deep/b.js", "1"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void leavesAsideWhatDoesNotMatter(boolean polling) throws Exception {
    write("ignored/a.js", "1");
    watch(polling, folder);
    write("ignored/a.js", "longer");
    write("ignored.js", "1");
    hears(write("a.js", "1"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seesTheFileThatReplacesAnother(boolean polling) throws Exception {
    var file = write("a.js", "1");
    watch(polling, file);
    var other = write("a.js.ignored", "longer");
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    hears(file);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void waitsForARootThatIsNotThereYet(boolean polling) throws Exception {
    watch(polling, folder.resolve("dist/js"));
    hears(write("dist/js/a.js", "1"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesOnWhenItsRootIsReplaced(boolean polling) throws Exception {
    var root = folder.resolve("dist");
    write("dist/a.js", "1");
    watch(polling, root);
    Files.move(root, folder.resolve("old"));
    hears(write("dist/b.js", "1"));
    hears(write("dist/c.js", "1"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void goesOnWhenTheFoldersAboveItsRootAreReplaced(boolean polling) throws Exception {
    write("app/dist/js/a.js", "1");
    watch(polling, folder.resolve("app/dist/js"));
    Files.delete(folder.resolve("app/dist/js/a.js"));
    for (var gone : List.of("app/dist/js", "app/dist", "app")) {
      Files.delete(folder.resolve(gone));
    }
    hears(folder.resolve("app/dist/js/a.js"));
    hears(write("app/dist/js/b.js", "1"));
  }

  @Test
  void followsLinksToFolders() throws Exception {
    write("real/a.js", "1");
    Files.createDirectories(folder.resolve("app"));
    Files.createSymbolicLink(folder.resolve("app/lib"), folder.resolve("real"));
    watch(false, folder.resolve("app"));
    write("real/a.js", "longer");
    hears(folder.resolve("app/lib/a.js"));
  }

  @Test
  void seesASaveByVim() throws Exception {
    var vim = Path.of("/usr/bin/vim");
    assumeTrue(Files.isExecutable(vim));
    var file = write("a.js", "one\n");
    watch(false, folder);
    var command = new ProcessBuilder(vim.toString(), "-u", "NONE", "-es", "-c", "s/one/two/");
    command.command().addAll(List.of("-c", "wq", file.toString()));
    assertThat(command.start().waitFor()).isZero();
    hears(file);
    assertThat(file).hasContent("two\n");
  }

  @Test
  void tellsOnceThatTheKernelWatchesNoFolderThatComesLater() throws Exception {
    var spare = new NativeFileWatcher(new KernelWatcher(this::registerAllButLate));
    var wanted =
        new FileWatcher.Wanted(
            List.of(folder), _ -> true, _ -> true, true, false, Duration.ofMillis(20));
    watching = spare.watch(wanted, changes::addAll, problems::add);
    Files.createDirectory(folder.resolve("late-1"));
    Files.createDirectory(folder.resolve("late-2"));
    hears(write("a.js", "1"));
    assertThat(problems.poll(PATIENCE_SECONDS, TimeUnit.SECONDS))
        .startsWith("the kernel watches no more files (limit reached), so changes in folders that")
        .contains("fs.inotify.max_user_watches");
  }

  @Test
  void comparesFilesAndSaysSoIfTheKernelWatchesNone() throws Exception {
    var spare =
        new NativeFileWatcher(
            new KernelWatcher(
                (_, _) -> {
                  throw new IOException("limit reached");
                }));
    var wanted =
        new FileWatcher.Wanted(
            List.of(folder), _ -> true, _ -> true, true, false, Duration.ofMillis(20));
    watching = spare.watch(wanted, changes::addAll, problems::add);
    assertThat(problems.poll())
        .startsWith("the kernel watches no more files (limit reached), so they are compared each")
        .contains("fs.inotify.max_user_watches", "troupe update");
    hears(write("a.js", "1"));
  }

  private WatchKey registerAllButLate(Path entered, WatchService service) throws IOException {
    if (entered.toString().contains("late")) {
      throw new IOException("limit reached");
    }
    return entered.register(service, ENTRY_CREATE, ENTRY_MODIFY, ENTRY_DELETE);
  }

  @Test
  void whoeverWatchesTheSameFolderHearsToo() throws Exception {
    watch(false, folder);
    var others = new LinkedBlockingQueue<Path>();
    var wanted =
        new FileWatcher.Wanted(
            List.of(folder), _ -> true, _ -> true, true, false, Duration.ofMillis(20));
    try (var second = watcher.watch(wanted, others::addAll, problems::add)) {
      assertThat(second).isNotNull();
      hears(write("a.js", "1"));
      assertThat(others.poll(PATIENCE_SECONDS, TimeUnit.SECONDS)).isNotNull();
    }
    hears(write("b.js", "1"));
  }
}
