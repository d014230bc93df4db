package dev.troupe.api;

import java.util.List;

/** All instances that the clock starts, by id. */
public record Jobs(List<Job> jobs) {
  public Jobs {
    jobs = List.copyOf(jobs);
  }
}
