package dev.troupe.config;

/** A file that cannot be understood; its message is one line with the place, if that is known. */
final class MalformedFile extends Exception {
  private static final long serialVersionUID = 1;

  MalformedFile(String place, String problem, String remedy) {
    super(place + ": " + problem.lines().findFirst().orElse("").strip() + "; " + remedy);
  }

  /** A mistake in what a format prescribes, at a line and column counted from 1; 0 is unknown. */
  static MalformedFile at(String file, int line, int column, String problem, FileFormat format) {
    var place = file + (line > 0 ? ":" + line : "") + (line > 0 && column > 0 ? ":" + column : "");
    return new MalformedFile(place, problem, "correct the " + format.title() + " there");
  }

  String line() {
    return String.valueOf(getMessage());
  }
}
