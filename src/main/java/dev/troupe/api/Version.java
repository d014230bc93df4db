package dev.troupe.api;

/** Which Troupe this is. */
public final class Version {
  private Version() {}

  /** As the jar's manifest says it. */
  public static String text() {
    var version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "unreleased" : version;
  }
}
