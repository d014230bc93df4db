package dev.troupe.supervision;

import dev.troupe.model.ExitStatus;
import dev.troupe.os.ProcessId;
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
 */
record Traces(
    int launches,
    @Nullable ExitStatus lastExit,
    @Nullable ProcessId lastChild,
    @Nullable Output output,
    boolean isTenant,
    CompletionStage<Done> filed) {

  static final Traces NONE =
      new Traces(0, null, null, null, false, CompletableFuture.completedFuture(Done.getInstance()));

  Traces launching(boolean usesPorts) {
    return new Traces(launches + 1, lastExit, lastChild, output, isTenant || usesPorts, filed);
  }

  Traces launched(ProcessId child) {
    return new Traces(launches, lastExit, child, output, isTenant, filed);
  }

  Traces writingTo(@Nullable Output opened) {
    return new Traces(launches, lastExit, lastChild, opened, isTenant, filed);
  }

  Traces exited(ExitStatus status) {
    return new Traces(launches, status, lastChild, output, isTenant, filed);
  }

  Traces filing(CompletionStage<Done> work) {
    return new Traces(launches, lastExit, lastChild, output, isTenant, work);
  }

  Traces movedOut() {
    return new Traces(launches, lastExit, lastChild, output, false, filed);
  }
}
