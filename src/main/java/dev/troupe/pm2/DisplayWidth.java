package dev.troupe.pm2;

/** How many cells of a terminal a text takes. */
final class DisplayWidth {
  private DisplayWidth() {}

  static int of(String text) {
    int width = 0;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      width += of(text.codePointAt(at));
    }
    return width;
  }

  /** The text itself if it fits, else its beginning with an ellipsis at the end. */
  static String clip(String text, int limit) {
    if (of(text) <= limit) {
      return text;
    }
    int width = 0;
    int at = 0;
    while (width + of(text.codePointAt(at)) < limit) {
      width += of(text.codePointAt(at));
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(0, at) + "…";
  }

  private static int of(int character) {
    if (character < 0x300) {
      return 1;
    }
    return isMark(character) ? 0 : isWide(character) ? 2 : 1;
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT;
  }

  /** East Asian wide characters and emoji, by block (Unicode's EastAsianWidth.txt, W and F). */
  private static boolean isWide(int character) {
    return isBetween(character, 0x1100, 0x115f)
        || isBetween(character, 0x2e80, 0xa4cf)
        || isBetween(character, 0xac00, 0xd7a3)
        || isBetween(character, 0xf900, 0xfaff)
        || isBetween(character, 0xfe30, 0xfe6f)
        || isBetween(character, 0xff00, 0xff60)
        || isBetween(character, 0xffe0, 0xffe6)
        || isBetween(character, 0x1f300, 0x1faff)
        || isBetween(character, 0x20000, 0x3fffd);
  }

  private static boolean isBetween(int character, int first, int last) {
    return character >= first && character <= last;
  }
}
