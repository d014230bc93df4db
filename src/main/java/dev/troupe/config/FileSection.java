package dev.troupe.config;

import java.util.Map;

/** What came of looking for a section of a process file that declares no apps. */
public sealed interface FileSection {

  /**
   * The file cannot be read or understood, or has no such section.
   *
   * @param line file, place, problem and remedy
   */
  record Unreadable(String line) implements FileSection {}

  /**
   * It is there.
   *
   * @param values maps, lists, texts, numbers, flags and nulls
   */
  record Found(Map<?, ?> values) implements FileSection {}
}
