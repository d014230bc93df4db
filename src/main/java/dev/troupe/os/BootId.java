package dev.troupe.os;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells one run of the machine from another: numbers of processes hold within one. */
public final class BootId {
  private BootId() {}

  /** Empty where the kernel has none to tell. */
  public static String current() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
