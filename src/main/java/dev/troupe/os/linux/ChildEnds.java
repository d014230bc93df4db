package dev.troupe.os.linux;

import dev.troupe.os.BoundSocket;
import dev.troupe.os.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a launch makes for its child by the plan's {@link Wiring}: the descriptors it inherits, and
 * the variables that tell it of them. To be closed once the child has them.
 *
 * <p>From descriptor 3 on there come the sockets, then the child's end of the channel, then the
 * daemon's end (see {@link LinuxChannel} for why).
 */
final class ChildEnds implements AutoCloseable {
  /** So that no descriptor of a child's is as high as the engine's own. */
  private static final int MOST_SOCKETS = 64;

  private final Wiring wiring;
  private final List<Integer> further = new ArrayList<>();
  private @Nullable StdinPipe stdin;
  private @Nullable LinuxChannel channel;

  private ChildEnds(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Throws {@link UncheckedIOException} with the cause if something cannot be connected. */
  static ChildEnds open(EventLoop loop, Wiring wiring) {
    var ends = new ChildEnds(wiring);
    try {
      ends.connect(loop);
      return ends;
    } catch (UncheckedIOException e) {
      ends.wires().close();
      ends.close();
      throw e;
    }
  }

  /** What the daemon's own end of the channel is to a child that has so many sockets. */
  static int daemonsEnd(int sockets) {
    return Spawner.FIRST_INHERITED + sockets + 1;
  }

  Wires wires() {
    return new Wires(stdin, channel);
  }

  Spawner.Given given(FifoPipes output) {
    var inherited = new ArrayList<>(further);
    if (channel != null) {
      inherited.add(channel.fd());
    }
    int input = stdin == null ? Spawner.EMPTY_STDIN : stdin.childEnd();
    return new Spawner.Given(input, output, inherited);
  }

  /** The plan's environment and what the child must know of its descriptors. */
  Map<String, String> addTo(Map<String, String> env) {
    int sockets = wiring.sockets().size();
    var all = new HashMap<>(env);
    if (sockets > 0) {
      all.put("LISTEN_FDS", Integer.toString(sockets));
      all.put("LISTEN_FDNAMES", String.join(":", wiring.socketNames()));
    }
    if (channel != null) {
      all.put("NODE_CHANNEL_FD", Integer.toString(Spawner.FIRST_INHERITED + sockets));
    }
    return all;
  }

  @Override
  public void close() {
    if (stdin != null) {
      Libc.close(stdin.childEnd());
    }
    further.forEach(Libc::close);
  }

  private void connect(EventLoop loop) {
    if (wiring.openStdin()) {
      stdin = StdinPipe.open(loop);
    }
    if (wiring.sockets().size() > MOST_SOCKETS) {
      throw failed("it is to inherit more than " + MOST_SOCKETS + " sockets");
    }
    for (var socket : wiring.sockets()) {
      further.add(inherit(socket));
    }
    if (wiring.openChannel()) {
      var pair = LinuxChannel.open(loop);
      channel = pair.channel();
      further.add(pair.childEnd());
    }
  }

  private static int inherit(BoundSocket socket) {
    int fd = ((LinuxSocket) socket).inherit();
    if (fd < 0) {
      throw failed(
          "it cannot inherit " + Refusal.words(socket.address()) + ": " + Libc.message(-fd));
    }
    return fd;
  }

  private static UncheckedIOException failed(String why) {
    return new UncheckedIOException(new IOException(why));
  }
}
