package dev.troupe.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;

/**
 * A door after the attempt to open it.
 *
 * @param unbind lets nobody in any more; connections stay. Called once
 */
record Bound(Door door, Supplier<CompletionStage<Done>> unbind) {

  static Bound closed(String reason) {
    return new Bound(
        new Door.Closed(reason), () -> CompletableFuture.completedFuture(Done.getInstance()));
  }
}
