package dev.troupe.supervision.instance;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.PastExit;
import dev.troupe.os.ProcessId;
import dev.troupe.supervision.ports.Ports;
import dev.troupe.supervision.surroundings.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link Instance}'s children have left behind.
 *
 * @param launches how many starts were attempted
 * @param lastExit how the last child ended; null if none has
 * @param lastChild the present or last child; null if there was none
 * @param output where children write to; null until the first is launched
 * @param isTenant whether {@link Ports} may hold sockets for it
 * @param filed completes once the files that tell of its children are as they should be; never
 *     fails
 * @param exits how the last children ended, the newest first
 * @param dialogue with the present child
 * @param nodeVersion as in {@link dev.troupe.model.InstanceSnapshot}
 */
record Traces(
    int launches,
    @Nullable ExitStatus lastExit,
    @Nullable ProcessId lastChild,
    @Nullable Output output,
    boolean isTenant,
    CompletionStage<Done> filed,
    List<PastExit> exits,
    Dialogue dialogue,
    @Nullable String nodeVersion) {

  /** How many past exits are kept. */
  static final int MOST_EXITS = 10;

  static final Traces NONE =
      new Traces(
          0,
          null,
          null,
          null,
          false,
          CompletableFuture.completedFuture(Done.getInstance()),
          List.of(),
          Dialogue.NONE,
          null);

  Traces launching(boolean usesPorts) {
    return new Traces(
        launches + 1,
        lastExit,
        lastChild,
        output,
        isTenant || usesPorts,
        filed,
        exits,
        Dialogue.NONE,
        nodeVersion);
  }

  Traces launched(ProcessId child) {
    return new Traces(
        launches, lastExit, child, output, isTenant, filed, exits, dialogue, nodeVersion);
  }

  Traces writingTo(@Nullable Output opened) {
    return new Traces(
        launches, lastExit, lastChild, opened, isTenant, filed, exits, dialogue, nodeVersion);
  }

  /** The child has ended; what it has told ends with it. */
  Traces exited(PastExit exit) {
    var all = new ArrayList<>(exits);
    all.addFirst(exit);
    var kept = List.copyOf(all.subList(0, Math.min(all.size(), MOST_EXITS)));
    return new Traces(
        launches,
        exit.status(),
        lastChild,
        output,
        isTenant,
        filed,
        kept,
        Dialogue.NONE,
        nodeVersion);
  }

  Traces with(Dialogue newer) {
    return new Traces(
        launches, lastExit, lastChild, output, isTenant, filed, exits, newer, nodeVersion);
  }

  Traces onNode(String version) {
    return new Traces(
        launches, lastExit, lastChild, output, isTenant, filed, exits, dialogue, version);
  }

  Traces filing(CompletionStage<Done> work) {
    return new Traces(
        launches, lastExit, lastChild, output, isTenant, work, exits, dialogue, nodeVersion);
  }

  Traces movedOut() {
    return new Traces(
        launches, lastExit, lastChild, output, false, filed, exits, dialogue, nodeVersion);
  }
}
