package dev.troupe.logs;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/**
 * One instance's output on its way into files, and to those who follow it. Thread-safe; stages
 * complete on a thread that must not be held up.
 */
public interface OutputLog {

  /**
   * Completes once the instance's files are there and its streams are subscribed to; never
   * exceptionally: a file that can't be made is a {@link LogProblem}.
   */
  CompletionStage<Done> opened();

  /**
   * Completes once both streams have ended, all they brought is written and the files are closed.
   * Fails only if the actor system went down first.
   */
  CompletionStage<Done> done();
}
