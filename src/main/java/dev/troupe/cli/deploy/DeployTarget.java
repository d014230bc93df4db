package dev.troupe.cli.deploy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One environment of a process file's {@code deploy} section.
 *
 * @param name of the environment
 * @param hosts machines, in the order in which they are visited, at least one
 * @param user to log in as; null leaves it to ssh
 * @param port of ssh; null leaves it to ssh
 * @param key file of the key; null leaves it to ssh
 * @param sshOptions each as {@code ssh -o} takes it
 * @param forwardsAgent whether the machines may use the caller's keys
 * @param needsTerminal whether hooks want a terminal
 * @param repo what is cloned
 * @param ref what is deployed: {@code origin/main}, a tag, a commit
 * @param path absolute folder on the machines
 * @param isShallow whether only the last commits are fetched ({@code fetch: fast})
 * @param env variables of all hooks
 * @param hooks shell commands by hook
 */
public record DeployTarget(
    String name,
    List<String> hosts,
    @Nullable String user,
    @Nullable String port,
    @Nullable String key,
    List<String> sshOptions,
    boolean forwardsAgent,
    boolean needsTerminal,
    String repo,
    String ref,
    String path,
    boolean isShallow,
    Map<String, String> env,
    Map<Hook, String> hooks) {

  public DeployTarget {
    hosts = List.copyOf(hosts);
    sshOptions = List.copyOf(sshOptions);
    env = Map.copyOf(env);
    hooks = Map.copyOf(hooks);
  }

  /** When commands of the user's own are run. */
  public enum Hook {
    /** On each machine, before anything is there. */
    PRE_SETUP("pre-setup"),
    /** On each machine, in the fresh clone. */
    POST_SETUP("post-setup"),
    /** On the caller's machine, before the first one is visited. */
    PRE_DEPLOY_LOCAL("pre-deploy-local"),
    /** On each machine, in what has been deployed last. */
    PRE_DEPLOY("pre-deploy"),
    /** On each machine, in what has just been deployed. */
    POST_DEPLOY("post-deploy");

    private final String field;

    Hook(String field) {
      this.field = field;
    }

    /** Its name in the file. */
    public String field() {
      return field;
    }
  }

  /** The machine as ssh is told it. */
  public String address(String host) {
    return user == null ? host : user + "@" + host;
  }
}
