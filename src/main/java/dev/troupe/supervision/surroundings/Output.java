package dev.troupe.supervision.surroundings;

import dev.troupe.logs.LineWatch;
import dev.troupe.logs.Logs;
import dev.troupe.model.AppSpec;
import dev.troupe.model.OutputName;
import dev.troupe.os.Launcher;
import dev.troupe.os.OutputPipes;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.apache.pekko.Done;

/**
 * Where an instance's children write to, and the stream that carries it away.
 *
 * @param pipes the pipes of all its children
 * @param opened completes when the files are there
 * @param drained completes when the pipes are closed and everything is in the files
 * @param lines sees everything on its way
 */
public record Output(
    OutputPipes pipes,
    CompletionStage<Done> opened,
    CompletionStage<Done> drained,
    LineWatch lines) {

  /**
   * Opens the pipes of an instance and the stream from there to its files.
   *
   * @param view sees each of the two streams on its way and hands it on
   * @throws java.io.UncheckedIOException if a pipe cannot be made; its message is one clear line
   */
  public static Output open(
      Launcher launcher, Logs logs, AppSpec spec, int id, int generation, View view) {
    var pipes = launcher.openPipes("%d-%d".formatted(id, generation));
    var lines = new LineWatch();
    var stream =
        logs.open(
            spec.name(),
            id,
            view.of(pipes.out(), spec, id, OutputName.OUT),
            view.of(pipes.err(), spec, id, OutputName.ERR),
            spec.logs(),
            lines);
    return new Output(pipes, stream.opened(), stream.done(), lines);
  }

  /** Looks at output on its way. */
  @FunctionalInterface
  public interface View {
    /** Nobody looks. */
    View NONE = (output, _, _, _) -> output;

    Flow.Publisher<ByteBuffer> of(
        Flow.Publisher<ByteBuffer> output, AppSpec spec, int id, OutputName name);
  }
}
