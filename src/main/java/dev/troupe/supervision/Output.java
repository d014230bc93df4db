package dev.troupe.supervision;

import dev.troupe.logs.LineWatch;
import dev.troupe.os.OutputPipes;
import java.util.concurrent.CompletionStage;
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
    LineWatch lines) {}
