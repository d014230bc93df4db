package dev.troupe.config;

/** A file that cannot be understood; its message is one line with the place, if that is known. */
final class MalformedFile extends Exception {
  private static final long serialVersionUID = 1;

  private final String problem;
  private final String remedy;

  MalformedFile(String place, String problem, String remedy) {
    this(place + ": " + problem.lines().findFirst().orElse("").strip(), remedy);
  }

  private MalformedFile(String problem, String remedy) {
    super(problem + "; " + remedy);
    this.problem = problem;
    this.remedy = remedy;
  }

  /** A mistake in what a format prescribes, at a line and column counted from 1; 0 is unknown. */
  static MalformedFile at(String file, int line, int column, String problem, FileFormat format) {
    var place = file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
    return new MalformedFile(place, problem, "correct the " + format.title() + " there");
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
