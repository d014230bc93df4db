package dev.troupe.cli.deploy;

/** What is to be done on every machine. */
public sealed interface DeployAction {

  /** Makes the folders and clones. */
  record Setup() implements DeployAction {}

  /** Fetches and takes what the reference means now. */
  record Update(String ref) implements DeployAction {}

  /**
   * Takes an earlier deployment again.
   *
   * @param steps how many deployments ago, at least 1
   */
  record Revert(int steps) implements DeployAction {}

  /** Shows the commit that is deployed. */
  record Current() implements DeployAction {}

  /** Shows the commit that was deployed before. */
  record Previous() implements DeployAction {}

  /** Lists deployments, the last first. */
  record History() implements DeployAction {}

  /** Runs a command in what is deployed. */
  record Exec(String command) implements DeployAction {}

  /** Whether it changes what is deployed, so that local changes would be missed. */
  default boolean deploys() {
    return switch (this) {
      case Update _, Revert _ -> true;
      case Setup _, Current _, Previous _, History _, Exec _ -> false;
    };
  }
}
