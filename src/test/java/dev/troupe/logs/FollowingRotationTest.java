package dev.troupe.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogOverflow;
import dev.troupe.model.LogRules;
import dev.troupe.model.RotationChange;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Following goes on over rotations. */
@Timeout(60)
class FollowingRotationTest extends LogsStage {
  private static final ActorTestKit kit = ActorTestKit.create();

  /** As many as a follower's buffer takes if it reads nothing at all. */
  private static final int LINES = 15_000;

  private static final RotationChange SMALL =
      new RotationChange(null, 16_384L, null, null, null, null, null, null);

  FollowingRotationTest() {
    super(kit);
  }

  @AfterAll
  static void stopSystem() {
    kit.shutdownTestKit();
  }

  @Test
  void showsEachLineOnceWhileTheFileIsRotatedUnderLoad() throws Exception {
    OutputLog log = open(ruled(new LogRules(null, false, LogOverflow.BLOCK, 0600, SMALL)));
    var follower = Follower.of(logs.tail(), LiveTail.Filter.ALL, kit.system());
    var all = IntStream.range(0, LINES).mapToObj(Integer::toString).toList();
    printInReadsThatEndWithinLines(String.join("\n", all) + "\n");

    var seen = new ArrayList<String>();
    var files = new HashSet<String>();
    while (seen.size() < LINES) {
      var line = (Tail.Line) follower.next();
      seen.add(line.line().text());
      if (line.place().point() instanceof FilePoint(var file, _)) {
        files.add(file);
      }
    }

    assertThat(seen).isEqualTo(all);
    assertThat(files).hasSizeGreaterThan(3);
    finish(log);
    assertThat(linesInAllFiles()).containsExactlyInAnyOrderElementsOf(all);
  }

  private void printInReadsThatEndWithinLines(String text) {
    int length = 997;
    for (int from = 0; from < text.length(); from += length) {
      out.prints(text.substring(from, Math.min(text.length(), from + length)));
    }
  }

  private List<String> linesInAllFiles() throws Exception {
    var lines = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(home, "out*.log")) {
      for (var file : files) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    return lines;
  }
}
