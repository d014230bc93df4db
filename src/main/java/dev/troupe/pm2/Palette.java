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

  private String wrap(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
