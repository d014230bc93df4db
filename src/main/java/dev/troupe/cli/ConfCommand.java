package dev.troupe.cli;

/** {@code conf}: {@code get} and {@code set} in one. */
final class ConfCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Show settings of apps and modules, or keep one.", "conf")
        .words("KEY VALUE", 0, 2, "Shows all without a key, and one without a value.")
        .examples("conf", "conf api.colour", "conf api.colour blue");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    var settings = new Settings(session);
    return switch (words.size()) {
      case 0 -> settings.show(ModuleConf.ALL);
      case 1 -> settings.show(words.getFirst());
      default -> settings.set(words);
    };
  }
}
