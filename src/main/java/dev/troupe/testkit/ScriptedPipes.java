package dev.troupe.testkit;

import dev.troupe.os.OutputPipes;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** One instance's two pipes. */
record ScriptedPipes(ScriptedPipe output, ScriptedPipe errors, Runnable forget)
    implements OutputPipes {

  @Override
  public Flow.Publisher<ByteBuffer> out() {
    return output;
  }

  @Override
  public Flow.Publisher<ByteBuffer> err() {
    return errors;
  }

  @Override
  public void close() {
    forget.run();
    output.close();
    errors.close();
  }

  /** The next engine goes on reading. */
  void letGo() {
    output.letGo();
    errors.letGo();
  }
}
