package dev.troupe.logs;

import java.time.InstantSource;
import java.util.function.Consumer;
import scala.concurrent.ExecutionContextExecutor;

/**
 * What the parts of this package share.
 *
 * @param problems told what goes wrong; must not throw
 * @param blocking for work on the disk
 * @param volumes counts what is printed
 */
record LogSurroundings(
    InstantSource clock,
    Consumer<LogProblem> problems,
    ExecutionContextExecutor blocking,
    Volumes volumes) {}
