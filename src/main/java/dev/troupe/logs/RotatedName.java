package dev.troupe.logs;

import java.nio.file.Path;

/**
 * How the rotated files of one log are called: {@code out.log} becomes {@code
 * out__2026-11-22_10-00-00.log} (pm2-logrotate), a second one of the same time {@code
 * out__2026-11-22_10-00-00-1.log}; {@code .gz} is added once it is compressed.
 *
 * @param before what all of them begin with
 * @param suffix what all of them end with, but for {@code .gz}; may be empty
 */
record RotatedName(String before, String suffix) {
  static final String COMPRESSED = ".gz";
  static final String UNFINISHED = ".gz.part";

  static RotatedName of(Path log) {
    String name = String.valueOf(log.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0
        ? new RotatedName(name.substring(0, dot) + "__", name.substring(dot))
        : new RotatedName(name + "__", "");
  }

  /**
   * One of them.
   *
   * @param time as its dateFormat has it; a slash in it would lead elsewhere and becomes a dash
   * @param number of those before it with the same time
   */
  String at(String time, int number) {
    return before + time.replace('/', '-') + (number == 0 ? "" : "-" + number) + suffix;
  }

  boolean matches(String name) {
    String plain = plain(name);
    return plain.startsWith(before)
        && plain.endsWith(suffix)
        && plain.length() > before.length() + suffix.length();
  }

  /** Whether all of it is compressed. */
  static boolean isCompressed(Path file) {
    return file.toString().endsWith(COMPRESSED);
  }

  /** The name before compression. */
  static String plain(String name) {
    for (String end : new String[] {COMPRESSED, UNFINISHED}) {
      if (name.endsWith(end)) {
        return name.substring(0, name.length() - end.length());
      }
    }
    return name;
  }
}
