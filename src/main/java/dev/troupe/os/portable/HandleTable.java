package dev.troupe.os.portable;

import dev.troupe.os.ProcStat;
import dev.troupe.os.ProcessTable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Processes as Java shows them, for machines without {@code /proc}: neither sessions nor
 * environments, so that descendants are found by their parents alone. Start times count from 1970,
 * in hundredths of a second.
 */
final class HandleTable implements ProcessTable {
  private static final char RUNNING = 'R';

  @Override
  public Optional<ProcStat> stat(long pid) {
    return ProcessHandle.of(pid).map(HandleTable::stat);
  }

  @Override
  public List<ProcStat> all() {
    return ProcessHandle.allProcesses().map(HandleTable::stat).toList();
  }

  @Override
  public Optional<String> variable(long pid, String name) {
    return Optional.empty();
  }

  @Override
  public OptionalInt openFiles(long pid) {
    return OptionalInt.empty();
  }

  @Override
  public OptionalLong proportionalBytes(long pid) {
    return OptionalLong.empty();
  }

  private static ProcStat stat(ProcessHandle process) {
    long parent = process.parent().map(ProcessHandle::pid).orElse(0L);
    long start = process.info().startInstant().orElse(Instant.EPOCH).toEpochMilli() / 10;
    return new ProcStat(process.pid(), RUNNING, parent, 0, 0, 0, start, 0, 0, 0, 0);
  }
}
