package dev.troupe.pm2;

import dev.troupe.model.ExecMode;
import dev.troupe.model.InstanceState;

/** PM2's words for what an instance is doing. */
public final class Pm2Status {
  private Pm2Status() {}

  /** The word in {@code status}. */
  public static String of(InstanceState state) {
    return switch (state) {
      case LAUNCHING -> "launching";
      case ONLINE -> "online";
      case PAUSED -> "paused";
      case STOPPING -> "stopping";
      case STOPPED -> "stopped";
      case ERRORED -> "errored";
      case WAITING_RESTART -> "waiting restart";
    };
  }

  /** The word in {@code exec_mode}. */
  public static String of(ExecMode mode) {
    return switch (mode) {
      case FORK -> "fork_mode";
      case CLUSTER -> "cluster_mode";
    };
  }

  static BoxTable.Paint paint(InstanceState state) {
    return switch (state) {
      case ONLINE -> BoxTable.Paint.GOOD;
      case LAUNCHING, STOPPING, PAUSED, WAITING_RESTART -> BoxTable.Paint.PENDING;
      case STOPPED, ERRORED -> BoxTable.Paint.BAD;
    };
  }
}
