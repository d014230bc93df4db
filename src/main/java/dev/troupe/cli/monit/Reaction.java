package dev.troupe.cli.monit;

import dev.troupe.model.InstanceSummary;

/**
 * What follows from a key.
 *
 * @param look what is shown then
 * @param wish what is to be done
 */
record Reaction(Look look, Wish wish) {
  private static final int PAGE = 10;
  private static final int LONGEST = 40;

  static Reaction to(Key key, Look look) {
    return switch (look.mode()) {
      case Mode.Browsing _ -> whileBrowsing(key, look);
      case Mode.Filtering _ -> whileFiltering(key, look);
      case Mode.Confirming mode -> whileConfirming(key, mode, look);
      case Mode.Scaling mode -> whileScaling(key, mode, look);
      case Mode.Helping _ -> only(look.with(new Mode.Browsing()));
    };
  }

  private static Reaction only(Look look) {
    return new Reaction(look, new Wish.None());
  }

  private static Reaction whileBrowsing(Key key, Look look) {
    return switch (key) {
      case Key.Named.UP -> only(look.choosing(look.position() - 1));
      case Key.Named.DOWN -> only(look.choosing(look.position() + 1));
      case Key.Named.PAGE_UP -> only(look.choosing(look.position() - PAGE));
      case Key.Named.PAGE_DOWN -> only(look.choosing(look.position() + PAGE));
      case Key.Named.HOME -> only(look.choosing(0));
      case Key.Named.END -> only(look.choosing(Integer.MAX_VALUE));
      case Key.Named.ESCAPE -> only(look.filteredBy("").noting(""));
      case Key.Named.ENTER, Key.Named.BACKSPACE -> only(look);
      case Key.Char(char letter) -> onLetter(letter, look);
    };
  }

  private static Reaction onLetter(char letter, Look look) {
    return switch (letter) {
      case 'q' -> new Reaction(look, new Wish.Quit());
      case 'j' -> only(look.choosing(look.position() + 1));
      case 'k' -> only(look.choosing(look.position() - 1));
      case '/', 'f' -> only(look.with(new Mode.Filtering()));
      case 'o' -> only(look.with(look.sorting().next()));
      case 'r' -> asking(look, "restart");
      case 'R', 'l' -> asking(look, "reload");
      case 's' -> asking(look, "stop");
      case 'S' -> asking(look, "start");
      case '0' -> asking(look, "reset");
      case 'n' -> look.chosen().map(row -> scaling(look, row)).orElseGet(() -> only(look));
      case '?', 'h' -> only(look.with(new Mode.Helping()));
      default -> only(look);
    };
  }

  private static Reaction asking(Look look, String word) {
    return look.chosen()
        .map(
            row -> {
              var question = "%s %s (id %d)?".formatted(word, row.name(), row.id());
              var wish = new Wish.Act(word, String.valueOf(row.id()));
              return only(look.with(new Mode.Confirming(question, wish)));
            })
        .orElseGet(() -> only(look));
  }

  private static Reaction scaling(Look look, InstanceSummary row) {
    return only(look.with(new Mode.Scaling(row.name(), row.name(), "")));
  }

  private static Reaction whileFiltering(Key key, Look look) {
    var filter = look.filter();
    return switch (key) {
      case Key.Char(char letter) when filter.length() < LONGEST ->
          only(look.filteredBy(filter + letter));
      case Key.Named.BACKSPACE -> only(look.filteredBy(withoutLast(filter)));
      case Key.Named.ENTER -> only(look.with(new Mode.Browsing()));
      case Key.Named.ESCAPE -> only(look.filteredBy("").with(new Mode.Browsing()));
      case Key.Named _, Key.Char _ -> only(look);
    };
  }

  private static Reaction whileConfirming(Key key, Mode.Confirming mode, Look look) {
    var browsing = look.with(new Mode.Browsing());
    boolean isYes = key.equals(new Key.Char('y')) || key == Key.Named.ENTER;
    return isYes ? new Reaction(browsing.noting("..."), mode.wish()) : only(browsing.noting(""));
  }

  private static Reaction whileScaling(Key key, Mode.Scaling mode, Look look) {
    return switch (key) {
      case Key.Char(char letter) when "0123456789+-".indexOf(letter) >= 0 ->
          only(look.with(new Mode.Scaling(mode.target(), mode.name(), mode.typed() + letter)));
      case Key.Named.BACKSPACE -> {
        var rest = withoutLast(mode.typed());
        yield only(look.with(new Mode.Scaling(mode.target(), mode.name(), rest)));
      }
      case Key.Named.ENTER -> scaled(mode, look.with(new Mode.Browsing()));
      case Key.Named.ESCAPE -> only(look.with(new Mode.Browsing()));
      case Key.Named _, Key.Char _ -> only(look);
    };
  }

  private static Reaction scaled(Mode.Scaling mode, Look look) {
    return mode.typed().isEmpty()
        ? only(look)
        : new Reaction(look.noting("..."), new Wish.Scale(mode.target(), mode.typed()));
  }

  private static String withoutLast(String text) {
    return text.isEmpty() ? text : text.substring(0, text.length() - 1);
  }
}
