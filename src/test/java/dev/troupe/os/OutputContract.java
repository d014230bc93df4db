package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.model.ExitStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a child's output: with either engine. */
@Tag("os")
abstract class OutputContract {
  private static final int PIPE = 60_000;

  @TempDir Path home;
  private @Nullable Stage opened;

  abstract EngineChoice engine();

  @AfterEach
  void nothingIsLeft() {
    if (opened != null) {
      opened.close();
    }
  }

  private Stage asked() {
    return keep(Stage.open(engine(), home));
  }

  Stage unasked() {
    return keep(Stage.openUnasked(engine(), home));
  }

  private Stage keep(Stage stage) {
    opened = stage;
    return stage;
  }

  @Test
  void keepsTheTwoStreamsApart() {
    var stage = asked();
    stage.exit(stage.shell("echo out; echo err >&2"));
    stage.out.awaitText("out\n");
    stage.err.awaitText("err\n");
    assertThat(stage.out.text()).isEqualTo("out\n");
  }

  @Test
  void deliversEverythingInOrder() {
    var stage = asked();
    stage.exit(stage.run("seq", "1", "200000"));
    stage.out.awaitText("\n200000\n");
    assertThat(stage.out.text()).isEqualTo(numbers(200_000));
  }

  @Test
  void deliversTheLastWordsOfAChildThatEndsAtOnce() {
    var stage = asked();
    stage.exit(stage.shell("seq 1 2000; exit 1"));
    stage.out.awaitText("\n2000\n");
    assertThat(stage.out.text()).isEqualTo(numbers(2000));
  }

  @Test
  void readsNothingThatIsNotAskedForAndLosesNothing() {
    var stage = unasked();
    var child = stage.run("seq", "1", "100000");
    awaitBlocked(child);
    assertThat(stage.out.elements()).isZero();
    stage.out.request(1);
    stage.out.awaitElements(1);
    awaitBlocked(child);
    assertThat(stage.out.elements()).isOne();
    stage.out.request(Long.MAX_VALUE);
    assertThat(stage.exit(child)).isEqualTo(new ExitStatus.Exited(0));
    stage.out.awaitText("\n100000\n");
    assertThat(stage.out.text()).isEqualTo(numbers(100_000));
  }

  @Test
  void tellsTheExitWhileOutputWaitsUnasked() {
    var stage = unasked();
    assertThat(stage.exit(stage.run("seq", "1", "1000"))).isEqualTo(new ExitStatus.Exited(0));
    assertThat(stage.out.elements()).isZero();
    stage.out.request(Long.MAX_VALUE);
    stage.out.awaitText("\n1000\n");
  }

  @Test
  void cutsOutputWithoutLinesIntoBoundedPieces() {
    var stage = asked();
    stage.exit(stage.run("head", "-c", "20000000", "/dev/zero"));
    stage.out.awaitSize(20_000_000);
    assertThat(stage.out.size()).isEqualTo(20_000_000);
    assertThat(stage.out.largest()).isLessThanOrEqualTo(64 * 1024);
  }

  @Test
  void goesOnWhenAChildClosesItsOutput() {
    var stage = asked();
    var child = stage.shell("echo one; exec 1>&-; echo still there >&2; read x; exit 3");
    stage.err.awaitText("still there\n");
    stage.exit(child);
    stage.exit(stage.shell("echo two"));
    assertThat(stage.out.awaitText("two\n")).isEqualTo("one\ntwo\n");
    assertThat(stage.out.isCompleted()).isFalse();
  }

  @Test
  void tellsTheExitWhileAGrandchildKeepsThePipeAndDeliversWhatItWrites() throws IOException {
    var stage = asked();
    var child = stage.shell("(until [ -e go ]; do sleep 0.01; done; echo late) & echo early");
    assertThat(stage.exit(child)).isEqualTo(new ExitStatus.Exited(0));
    stage.out.awaitText("early\n");
    assertThat(stage.out.text()).isEqualTo("early\n");
    stage.exit(stage.shell("echo next child"));
    Files.createFile(home.resolve("go"));
    assertThat(stage.out.awaitText("late\n")).isEqualTo("early\nnext child\nlate\n");
  }

  @Test
  void closingDeliversWhatIsStillInThePipe() {
    var stage = unasked();
    stage.exit(stage.run("seq", "1", "5000"));
    stage.pipes.close();
    assertThat(stage.out.isCompleted()).isFalse();
    stage.out.request(Long.MAX_VALUE);
    stage.out.awaitCompletion();
    assertThat(stage.out.text()).isEqualTo(numbers(5000));
  }

  @Test
  void closingCompletesWhileAGrandchildKeepsThePipe() {
    var stage = asked();
    stage.exit(stage.shell("sleep 1000 & echo hi"));
    stage.pipes.close();
    stage.out.awaitCompletion();
    assertThat(stage.out.text()).isEqualTo("hi\n");
  }

  @Test
  void closingWithoutASubscriberLeavesNothing() {
    var stage = asked();
    var others = stage.machine.launcher().openPipes("api-1");
    stage.machine.launcher().launch(stage.plan("echo", "unheard"), others);
    others.close();
    others.close();
    assertThat(home.resolve("pipes/api-1.out")).doesNotExist();
  }

  @Test
  void takesOneSubscriberAtATime() {
    var stage = asked();
    var second = Collector.eager();
    stage.pipes.out().subscribe(second);
    assertThat(second.awaitError()).isInstanceOf(IllegalStateException.class);
    stage.exit(stage.shell("echo one"));
    stage.out.awaitText("one\n");
  }

  @Test
  void letsAnotherSubscriberGoOnAfterACancel() {
    var stage = unasked();
    var others = stage.machine.launcher().openPipes("api-1");
    var first = Collector.idle();
    others.out().subscribe(first);
    first.cancel();
    var second = Collector.eager();
    others.out().subscribe(second);
    stage.machine.launcher().launch(stage.plan("echo", "hello"), others);
    second.awaitText("hello\n");
    others.close();
    second.awaitCompletion();
    assertThat(first.elements()).isZero();
  }

  @Test
  void refusesARequestForNothing() {
    var stage = asked();
    var others = stage.machine.launcher().openPipes("api-1");
    var wrong = Collector.idle();
    others.out().subscribe(wrong);
    wrong.request(0);
    assertThat(wrong.awaitError()).isInstanceOf(IllegalArgumentException.class);
    others.close();
  }

  @Test
  void opensNoPipeOverAnotherKindOfFile() throws IOException {
    var stage = asked();
    Files.createFile(home.resolve("pipes/api-1.out"));
    assertThatThrownBy(() -> stage.machine.launcher().openPipes("api-1"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("something else has that name");
    Files.delete(home.resolve("pipes/api-1.out"));
  }

  /** It sleeps although it has more to write. */
  private static void awaitBlocked(Child child) {
    Waiting.until(
        "the child blocks on its full pipe",
        () -> written(child) >= PIPE && ProcStatFile.of(child.pid()).state() == 'S');
  }

  private static long written(Child child) {
    try {
      return Files.readAllLines(Path.of("/proc/" + child.pid() + "/io")).stream()
          .filter(line -> line.startsWith("wchar:"))
          .mapToLong(line -> Long.parseLong(line.substring(7)))
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String numbers(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }
}
