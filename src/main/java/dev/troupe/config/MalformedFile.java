package dev.troupe.config;

/** A file that cannot be understood; its message is one line with the place, if that is known. */
final class MalformedFile extends Exception {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final String remedy;
  private final int line;
  private final int column;

  MalformedFile(String place, String problem, String remedy) {
    this(place + ": " + problem.lines().findFirst().orElse("").strip(), remedy, 0, 0);
  }

  private MalformedFile(String problem, String remedy, int line, int column) {
    super(problem + "; " + remedy);
    this.problem = problem;
    this.remedy = remedy;
    this.line = line;
    this.column = column;
  }

  /** A mistake in what a format prescribes, at a line and column counted from 1; 0 is unknown. */
  static MalformedFile at(String file, int line, int column, String problem, FileFormat format) {
    var place = file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
    return new MalformedFile(
        place + ": " + problem.lines().findFirst().orElse("").strip(),
        "correct the " + format.title() + " there",
        line,
        column);
  }

  /** Whether its place is the same as the other's, or comes after it. */
  boolean isNotBefore(MalformedFile other) {
    return line > other.line || (line == other.line && column >= other.column);
  }

  /** Whether its place is not within the first so many lines. */
  boolean isBeyond(long lines) {
    return line > lines;
  }

  /** The place and what is wrong there. */
  String problem() {
    return problem;
  }

  String remedy() {
    return remedy;
  }

  String line() {
    return String.valueOf(getMessage());
  }
}
