package dev.troupe.model;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A row of {@code list} for tests, nothing special unless it is changed. */
public final class PlainRow {
  public long app;
  public String namespace = "default";
  public @Nullable String version;
  public ExecMode mode = ExecMode.FORK;
  public @Nullable Long pid;
  public Instant startedAt = Instant.EPOCH;
  public int restarts;
  public Usage usage = Usage.NONE;
  public String user = "root";
  public boolean watching;

  private PlainRow() {}

  /**
   * The only instance of an app; of those that are online, pid 4000 is that of id 0.
   *
   * @param change sets fields
   */
  public static InstanceSummary of(
      int id, String name, InstanceState state, Consumer<PlainRow> change) {
    var row = new PlainRow();
    row.app = id;
    row.pid = state == InstanceState.ONLINE ? 4000L + id : null;
    change.accept(row);
    return new InstanceSummary(
        id,
        row.app,
        name,
        row.namespace,
        row.version,
        row.mode,
        row.pid,
        row.startedAt,
        row.restarts,
        state,
        row.usage,
        row.user,
        row.watching);
  }
}
