package dev.troupe.notify;

import dev.troupe.os.Machine;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What it takes to run commands.
 *
 * @param machine processes
 * @param blocking runs what blocks
 * @param home absolute path of the daemon's home directory
 * @param run tells processes of this daemon from those of another
 */
public record HookWorld(
    Machine machine, InstantSource clock, Executor blocking, String home, String run) {}
