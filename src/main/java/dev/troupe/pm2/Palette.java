package dev.troupe.pm2;

/**
 * Colours for a terminal, or none.
 *
 * @param coloured whether escape sequences may be written
 */
public record Palette(boolean coloured) {

  /** Text without colours. */
  public static final Palette PLAIN = new Palette(false);

  public String bold(String text) {
    return wrap("1", text);
  }

  public String grey(String text) {
    return wrap("90", text);
  }

  public String red(String text) {
    return wrap("31", text);
  }

  public String green(String text) {
    return wrap("32", text);
  }

  public String yellow(String text) {
    return wrap("33", text);
  }

  public String blue(String text) {
    return wrap("34", text);
  }

  public String cyan(String text) {
    return wrap("36", text);
  }

  public String magenta(String text) {
    return wrap("35", text);
  }

  /** Dark on light, or the other way round. */
  public String inverse(String text) {
    return wrap("7", text);
  }

  /** A colour that is always the same for one name, and never red. */
  public String anyFor(String name, String text) {
    return switch (Math.floorMod(name.hashCode(), 5)) {
      case 0 -> green(text);
      case 1 -> cyan(text);
      case 2 -> yellow(text);
      case 3 -> magenta(text);
      default -> blue(text);
    };
  }

  private String wrap(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
