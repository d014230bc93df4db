package dev.troupe.logs;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Keeps {@link LogTimes} from one daemon to the next. A file that is damaged or of another version
 * is as good as none: what it tells only makes {@code --since} more exact. Blocks on the disk.
 * Thread-safe.
 */
final class TimesFile {
  /** Changes with the form of the file. */
  private static final int VERSION = 0x54_4c_00_01;

  private final Path path;

  /** Of what was written last: nothing is written while nothing has come. */
  private OptionalInt lastHash = OptionalInt.empty();

  TimesFile(Path path) {
    this.path = path;
  }

  /** What the last daemon knew of each log. */
  Map<Path, LogTimes.Kept> read() throws IOException {
    if (Files.notExists(path)) {
      return Map.of();
    }
    try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
      return in.readInt() == VERSION ? read(in) : Map.of();
    }
  }

  private static Map<Path, LogTimes.Kept> read(DataInputStream in) throws IOException {
    var all = new HashMap<Path, LogTimes.Kept>();
    for (int logs = in.readInt(); logs > 0; logs--) {
      var log = Path.of(in.readUTF());
      var key = in.readUTF();
      long size = in.readLong();
      long end = in.readLong();
      all.put(log, new LogTimes.Kept(key, size, end, spans(in)));
    }
    return all;
  }

  private static List<LogTimes.Span> spans(DataInputStream in) throws IOException {
    var spans = new ArrayList<LogTimes.Span>();
    for (int count = in.readInt(); count > 0; count--) {
      spans.add(new LogTimes.Span(in.readLong(), in.readLong(), in.readLong()));
    }
    return spans;
  }

  /** Replaces what is there. */
  synchronized void write(Map<Path, LogTimes.Kept> all) throws IOException {
    var hash = OptionalInt.of(all.hashCode());
    if (!hash.equals(lastHash)) {
      replace(all);
      lastHash = hash;
    }
  }

  private void replace(Map<Path, LogTimes.Kept> all) throws IOException {
    var unfinished = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
      out.writeInt(VERSION);
      out.writeInt(all.size());
      for (var one : all.entrySet()) {
        out.writeUTF(one.getKey().toString());
        write(out, one.getValue());
      }
    }
    Files.move(unfinished, path, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void write(DataOutputStream out, LogTimes.Kept kept) throws IOException {
    out.writeUTF(kept.key());
    out.writeLong(kept.size());
    out.writeLong(kept.end());
    out.writeInt(kept.spans().size());
    for (var span : kept.spans()) {
      out.writeLong(span.first());
      out.writeLong(span.last());
      out.writeLong(span.start());
    }
  }
}
