package dev.troupe.model;

/** How instances of an app relate: independent processes, or workers of Node's cluster. */
public enum ExecMode {
  FORK,
  CLUSTER
}
