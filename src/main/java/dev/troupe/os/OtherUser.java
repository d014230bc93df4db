package dev.troupe.os;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a command as another user, by way of setpriv(1): it changes user, group and further groups,
 * then becomes the command under the same process number.
 */
final class OtherUser {
  private static final String USUAL_FOLDERS = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  /** An unusable user or group; the message says which and why. */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(String message) {
      super(message);
    }
  }

  /**
   * Whom to become.
   *
   * @param isListed whether the machine knows the user's further groups
   */
  private record Identity(long user, long group, boolean isListed) {}

  private OtherUser() {}

  /** How {@code command} is run as the plan's user and group, at least one of which is given. */
  static Resolution resolve(LaunchPlan plan, ExactCommand command) {
    try {
      var daemon = new UnixSystem();
      var wanted = identity(plan, daemon);
      if (wanted.user == daemon.getUid() && wanted.group == daemon.getGid()) {
        return new Resolution.Found(command);
      }
      requireRoot(daemon);
      if (!Files.isExecutable(Path.of(plan.cwd()).resolve(command.executable()))) {
        // After setpriv has started it is too late for a message of ours.
        return new Resolution.Impossible(
            LaunchFailure.explain(plan, command.executable(), "cannot be executed"));
      }
      return new Resolution.Found(wrapped(wanted, command));
    } catch (Unusable e) {
      return new Resolution.Impossible(LaunchFailure.message(plan, String.valueOf(e.getMessage())));
    }
  }

  private static Identity identity(LaunchPlan plan, UnixSystem daemon) throws Unusable {
    var user = plan.user();
    if (user == null) {
      return new Identity(daemon.getUid(), group(plan, daemon.getGid()), false);
    }
    var account = Accounts.user(user);
    if (account.isPresent()) {
      return new Identity(account.get().uid(), group(plan, account.get().gid()), true);
    }
    if (!Accounts.isNumber(user)) {
      throw new Unusable("there is no user " + user + "; create it or name another");
    }
    if (plan.group() == null) {
      throw new Unusable("user " + user + " is not listed and so has no group; name a group too");
    }
    return new Identity(Long.parseLong(user), group(plan, 0), false);
  }

  private static long group(LaunchPlan plan, long loginGroup) throws Unusable {
    var group = plan.group();
    if (group == null) {
      return loginGroup;
    }
    var listed = Accounts.group(group);
    if (listed.isEmpty() && !Accounts.isNumber(group)) {
      throw new Unusable("there is no group " + group + "; create it or name another");
    }
    return listed.isPresent() ? listed.get() : Long.parseLong(group);
  }

  private static void requireRoot(UnixSystem daemon) throws Unusable {
    if (daemon.getUid() != 0) {
      throw new Unusable(
          "the daemon runs as user "
              + daemon.getUid()
              + ", and only root may start programs as somebody else;"
              + " start the daemon as root or leave out user and group");
    }
  }

  private static ExactCommand wrapped(Identity wanted, ExactCommand command) throws Unusable {
    var folders = System.getenv().getOrDefault("PATH", "") + ":" + USUAL_FOLDERS;
    var setpriv = CommandSearch.search("setpriv", folders, "/");
    if (setpriv.isEmpty()) {
      throw new Unusable("setpriv, which changes the user, is missing; install util-linux");
    }
    var words = new ArrayList<String>();
    words.add(setpriv.get());
    words.add("--reuid=" + wanted.user);
    words.add("--regid=" + wanted.group);
    words.add(wanted.isListed ? "--init-groups" : "--clear-groups");
    words.add("--");
    words.add(command.executable());
    words.addAll(command.argv().subList(1, command.argv().size()));
    return new ExactCommand(setpriv.get(), List.copyOf(words));
  }
}
