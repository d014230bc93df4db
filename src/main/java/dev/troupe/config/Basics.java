package dev.troupe.config;

import dev.troupe.model.ExecMode;
import java.time.Duration;
import java.util.Map;

/**
 * What must be known of an app before it can be read what it does for others.
 *
 * @param cwd where its relative paths start
 * @param env what it finds in its environment
 * @param callerEnv the environment of who declares it
 * @param isNode whether it can speak Node's channel; true if that cannot be told
 * @param minUptime an earlier end is unstable
 */
record Basics(
    BasePath cwd,
    Map<String, String> env,
    Map<String, String> callerEnv,
    ExecMode mode,
    boolean isNode,
    Duration minUptime) {}
