package dev.troupe.os;

/**
 * A process that cannot be mistaken for a later one with the same number.
 *
 * @param pid process number
 * @param startTicks start time since boot in clock ticks (proc_pid_stat(5), field 22)
 */
public record ProcessId(long pid, long startTicks) {}
