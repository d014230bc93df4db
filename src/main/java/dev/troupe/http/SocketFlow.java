package dev.troupe.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connected socket as a stream: bytes to write in, bytes read out. Each read and each write runs
 * on a virtual thread of its own, one of each at a time. It owns the channel; to be run once.
 */
final class SocketFlow extends GraphStage<FlowShape<ByteString, ByteString>> {
  private static final Logger log = LoggerFactory.getLogger(SocketFlow.class);
  private static final int READ_BYTES = 8 * 1024;

  /** The JDK keeps a direct buffer of the longest write for each thread. */
  private static final int WRITE_BYTES = 64 * 1024;

  private final Inlet<ByteString> in = Inlet.create("SocketFlow.in");
  private final Outlet<ByteString> out = Outlet.create("SocketFlow.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final SocketChannel channel;

  private SocketFlow(SocketChannel channel) {
    this.channel = channel;
  }

  static Flow<ByteString, ByteString, NotUsed> of(SocketChannel channel) {
    return Flow.fromGraph(new SocketFlow(channel));
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Connection();
  }

  private final class Connection extends GraphStageLogic {
    private final ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
    private final AsyncCallback<ByteString> received = createAsyncCallback(this::onReceived);
    private final AsyncCallback<Done> inputEnded = createAsyncCallback(_ -> complete(out));
    private final AsyncCallback<Done> written = createAsyncCallback(_ -> onWritten());

    // Completing, not failing: a failure would leave some responses running whose client is gone.
    private final AsyncCallback<Done> broken = createAsyncCallback(_ -> completeStage());
    private boolean isWriting;

    Connection() {
      super(shape);
      setHandler(out, new Reading());
      setHandler(in, new Writing());
    }

    @Override
    public void preStart() {
      // Both directions may be closed while the last bytes are still being written.
      setKeepGoing(true);
      pull(in);
    }

    private void onReceived(ByteString bytes) {
      if (!isClosed(out)) {
        push(out, bytes);
      }
    }

    private void onWritten() {
      isWriting = false;
      if (isClosed(in)) {
        completeStage();
      } else {
        pull(in);
      }
    }

    @Override
    public void postStop() {
      try {
        channel.close();
      } catch (IOException e) {
        log.warn("closing a connection failed", e);
      }
    }

    private final class Reading extends AbstractOutHandler {
      @Override
      public void onPull() {
        Thread.startVirtualThread(Connection.this::read);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        // The server reads no more, but may still have to write.
      }
    }

    private final class Writing extends AbstractInHandler {
      @Override
      public void onPush() {
        var bytes = grab(in);
        isWriting = true;
        Thread.startVirtualThread(() -> write(bytes));
      }

      @Override
      public void onUpstreamFinish() {
        // All is said: the channel closes for both directions, or a silent client keeps it open.
        if (!isWriting) {
          completeStage();
        }
      }

      @Override
      public void onUpstreamFailure(Throwable failure) {
        completeStage();
      }
    }

    private void read() {
      try {
        if (channel.read(buffer.clear()) < 0) {
          inputEnded.invoke(Done.getInstance());
        } else {
          received.invoke(ByteString.fromByteBuffer(buffer.flip()));
        }
      } catch (IOException e) {
        end(e);
      }
    }

    private void write(ByteString bytes) {
      try {
        for (var part : bytes.getByteBuffers()) {
          write(part);
        }
        written.invoke(Done.getInstance());
      } catch (IOException e) {
        end(e);
      }
    }

    private void write(ByteBuffer bytes) throws IOException {
      int end = bytes.limit();
      while (bytes.position() < end) {
        bytes.limit(Math.min(end, bytes.position() + WRITE_BYTES));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      }
    }

    private void end(IOException e) {
      log.debug("connection broken: {}", e.toString());
      broken.invoke(Done.getInstance());
    }
  }
}
