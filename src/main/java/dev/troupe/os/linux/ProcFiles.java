package dev.troupe.os.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import dev.troupe.os.EnvironmentBlock;
import dev.troupe.os.KibField;
import dev.troupe.os.ProcStat;
import dev.troupe.os.ProcessTable;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code /proc}: three system calls and one small record per process. For any thread. */
final class ProcFiles implements ProcessTable {
  private static final int O_RDONLY_CLOEXEC = 0x80000;

  /** Longer environments are searched as far as this. */
  private static final int BUFFER_SIZE = 256 * 1024;

  // struct linux_dirent64
  private static final int ENTRY_LENGTH = 16;
  private static final int ENTRY_NAME = 19;

  private static final byte[] FOLDER = ascii("/proc/");
  private static final byte[] STAT = ascii("/stat\0");
  private static final byte[] ENVIRON = ascii("/environ\0");
  private static final byte[] SMAPS_ROLLUP = ascii("/smaps_rollup\0");
  private static final byte[] FD = ascii("/fd\0");

  private final Arena arena = Arena.ofAuto();
  private final MemorySegment proc = arena.allocateFrom("/proc");
  private final MemorySegment path = arena.allocate(64);
  private final MemorySegment buffer = arena.allocate(BUFFER_SIZE, 16);
  private byte[] text = new byte[4096];
  private long[] pids = new long[512];

  ProcFiles() {
    MemorySegment.copy(FOLDER, 0, path, JAVA_BYTE, 0, FOLDER.length);
  }

  @Override
  public synchronized Optional<ProcStat> stat(long pid) {
    int length = read(pid, STAT);
    return length > 0 ? Optional.of(ProcStat.parse(text, length)) : Optional.empty();
  }

  @Override
  public synchronized List<ProcStat> all() {
    int count = listPids();
    var all = new ArrayList<ProcStat>(count);
    for (int i = 0; i < count; i++) {
      stat(pids[i]).ifPresent(all::add);
    }
    return all;
  }

  @Override
  public synchronized Optional<String> variable(long pid, String name) {
    int length = read(pid, ENVIRON);
    return EnvironmentBlock.find(text, length, name);
  }

  /** Since Linux 6.2 the size of the folder is the number of files; before, it is 0. */
  @Override
  public synchronized OptionalInt openFiles(long pid) {
    putPath(pid, FD);
    long size = Libc.fileSize(path, buffer);
    if (size < 0) {
      return OptionalInt.empty();
    }
    return size > 0 ? OptionalInt.of((int) size) : countFiles();
  }

  /** Of the folder that {@link #path} names. */
  private OptionalInt countFiles() {
    int fd = Libc.open(path, O_RDONLY_CLOEXEC);
    if (fd < 0) {
      return OptionalInt.empty();
    }
    int count = 0;
    long length = Libc.directoryEntries(fd, buffer);
    while (length > 0) {
      for (long at = 0; at < length; at += buffer.get(JAVA_SHORT_UNALIGNED, at + ENTRY_LENGTH)) {
        count += isDigit(buffer.get(JAVA_BYTE, at + ENTRY_NAME)) ? 1 : 0;
      }
      length = Libc.directoryEntries(fd, buffer);
    }
    Libc.close(fd);
    return OptionalInt.of(count);
  }

  private static boolean isDigit(byte letter) {
    return letter >= '0' && letter <= '9';
  }

  @Override
  public synchronized OptionalLong proportionalBytes(long pid) {
    int length = read(pid, SMAPS_ROLLUP);
    return KibField.PSS.bytesIn(text, length);
  }

  /** Puts a file of a process into {@link #text}; gives its length, negative if unreadable. */
  private int read(long pid, byte[] file) {
    putPath(pid, file);
    int fd = Libc.open(path, O_RDONLY_CLOEXEC);
    if (fd < 0) {
      return fd;
    }
    int length = (int) Libc.read(fd, buffer, BUFFER_SIZE);
    Libc.close(fd);
    if (length > text.length) {
      text = new byte[length];
    }
    MemorySegment.copy(buffer, JAVA_BYTE, 0, text, 0, Math.max(length, 0));
    return length;
  }

  private void putPath(long pid, byte[] file) {
    int end = putNumber(pid, FOLDER.length);
    MemorySegment.copy(file, 0, path, JAVA_BYTE, end, file.length);
  }

  /** Writes a number into {@link #path}; gives the place behind it. */
  private int putNumber(long number, int at) {
    int end = at + 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      end++;
    }
    long rest = number;
    for (int i = end - 1; i >= at; i--) {
      path.set(JAVA_BYTE, i, (byte) ('0' + rest % 10));
      rest /= 10;
    }
    return end;
  }

  /** Puts the numbers of all processes into {@link #pids}; gives how many. */
  private int listPids() {
    int fd = Libc.open(proc, O_RDONLY_CLOEXEC);
    if (fd < 0) {
      throw new IllegalStateException("cannot read /proc: " + Libc.message(-fd));
    }
    int count = 0;
    long length = Libc.directoryEntries(fd, buffer);
    while (length > 0) {
      for (long at = 0; at < length; at += buffer.get(JAVA_SHORT_UNALIGNED, at + ENTRY_LENGTH)) {
        count = addPid(number(at + ENTRY_NAME), count);
      }
      length = Libc.directoryEntries(fd, buffer);
    }
    Libc.close(fd);
    return count;
  }

  private int addPid(long pid, int count) {
    if (pid == 0) {
      return count;
    }
    if (count == pids.length) {
      pids = Arrays.copyOf(pids, count * 2);
    }
    pids[count] = pid;
    return count + 1;
  }

  /** The number a name consists of; 0 if it is something else. */
  private long number(long name) {
    long number = 0;
    for (long at = name; ; at++) {
      byte digit = buffer.get(JAVA_BYTE, at);
      if (digit == 0) {
        return number;
      }
      if (!isDigit(digit)) {
        return 0;
      }
      number = number * 10 + (digit - '0');
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
