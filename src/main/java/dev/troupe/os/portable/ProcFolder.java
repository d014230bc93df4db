package dev.troupe.os.portable;

import dev.troupe.os.EnvironmentBlock;
import dev.troupe.os.KibField;
import dev.troupe.os.ProcStat;
import dev.troupe.os.ProcessTable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Processes as {@code /proc} shows them. */
final class ProcFolder implements ProcessTable {
  private static final File PROC = new File("/proc");

  @Override
  public Optional<ProcStat> stat(long pid) {
    var line = read(pid + "/stat");
    return line.length == 0 ? Optional.empty() : Optional.of(ProcStat.parse(line, line.length));
  }

  @Override
  public List<ProcStat> all() {
    var all = new ArrayList<ProcStat>();
    var names = PROC.list();
    for (var name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        stat(Long.parseLong(name)).ifPresent(all::add);
      }
    }
    return all;
  }

  @Override
  public Optional<String> variable(long pid, String name) {
    var block = read(pid + "/environ");
    return EnvironmentBlock.find(block, block.length, name);
  }

  @Override
  public OptionalInt openFiles(long pid) {
    var files = new File(PROC, pid + "/fd").list();
    return files == null ? OptionalInt.empty() : OptionalInt.of(files.length);
  }

  @Override
  public OptionalLong proportionalBytes(long pid) {
    var text = read(pid + "/smaps_rollup");
    return KibField.PSS.bytesIn(text, text.length);
  }

  /** Empty if the process has ended or belongs to somebody else. */
  private static byte[] read(String name) {
    try (var in = new FileInputStream(new File(PROC, name))) {
      return in.readAllBytes();
    } catch (IOException e) {
      return new byte[0];
    }
  }
}
