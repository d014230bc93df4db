package dev.troupe.cli;

/** Which Troupe this is. */
final class Version {
  private Version() {}

  /** As the jar's manifest says it. */
  static String text() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }
}
