package dev.troupe.config;

import java.math.BigDecimal;

/** Prints numbers as JavaScript does: plainly from a millionth up to 22 digits. */
final class ScriptNumber {
  private static final int FIRST_EXPONENT_SHOWN = 21; // ECMAScript, Number::toString
  private static final int LAST_EXPONENT_SHOWN = -7;

  private ScriptNumber() {}

  /** The shortest digits that mean this number. */
  static String text(double number) {
    if (number == 0 || !Double.isFinite(number)) {
      return number == 0 ? "0" : Double.toString(number);
    }
    var shortest = new BigDecimal(Double.toString(number)).stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent > LAST_EXPONENT_SHOWN && exponent < FIRST_EXPONENT_SHOWN) {
      return shortest.toPlainString();
    }
    var digits = shortest.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return digits + (exponent < 0 ? "e" : "e+") + exponent;
  }
}
