package dev.troupe.supervision;

import dev.troupe.os.Channel;
import dev.troupe.os.Handle;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A channel of which a fake link makes nothing. */
final class DeafChannel implements Channel {
  @Override
  public Flow.Publisher<Message> messages() {
    return _ -> {};
  }

  @Override
  public boolean send(String line, @Nullable Handle handle) {
    return false;
  }

  @Override
  public void close() {}
}
