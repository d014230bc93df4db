package dev.troupe.os;

import com.sun.security.auth.module.UnixSystem;
import java.util.ArrayList;
import java.util.function.LongFunction;

/**
 * Runs a command as another user, by way of setpriv(1): it changes user, group and further groups,
 * then becomes the command under the same process number.
 */
final class OtherUser {
  private static final String USUAL_FOLDERS = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  /** Whom a plan names. */
  private sealed interface Whom {}

  /**
   * Somebody to become.
   *
   * @param isListed whether the machine knows the user's further groups
   */
  private record Identity(long user, long group, boolean isListed) implements Whom {}

  /** Nobody, and why. */
  private record Nobody(String why) implements Whom {}

  private OtherUser() {}

  /** How {@code command} is run as the plan's user and group, at least one of which is given. */
  static Resolution resolve(LaunchPlan plan, ExactCommand command) {
    var daemon = new UnixSystem();
    return switch (whom(plan, daemon)) {
      case Nobody(var why) -> impossible(plan, why);
      case Identity identity -> become(identity, daemon, plan, command);
    };
  }

  private static Resolution become(
      Identity identity, UnixSystem daemon, LaunchPlan plan, ExactCommand command) {
    if (identity.user == daemon.getUid() && identity.group == daemon.getGid()) {
      return new Resolution.Found(command);
    }
    if (daemon.getUid() != 0) {
      return impossible(
          plan,
          "the daemon runs as user "
              + daemon.getUid()
              + ", and only root may start programs as somebody else;"
              + " start the daemon as root or leave out user and group");
    }
    // Once setpriv has started it is too late for a message of ours.
    var obstacle = LaunchFailure.seen(plan, command.executable());
    if (obstacle.isPresent()) {
      return new Resolution.Impossible(obstacle.get());
    }
    var folders = System.getenv().getOrDefault("PATH", "") + ":" + USUAL_FOLDERS;
    return CommandSearch.search("setpriv", folders, "/")
        .<Resolution>map(setpriv -> new Resolution.Found(wrapped(setpriv, identity, command)))
        .orElseGet(
            () ->
                impossible(
                    plan, "setpriv, which changes the user, is missing; install util-linux"));
  }

  private static Whom whom(LaunchPlan plan, UnixSystem daemon) {
    var user = plan.user();
    if (user == null) {
      long own = daemon.getUid();
      return withGroup(plan, daemon.getGid(), group -> new Identity(own, group, false));
    }
    var account = Accounts.user(user);
    if (account.isPresent()) {
      long uid = account.get().uid();
      return withGroup(plan, account.get().gid(), group -> new Identity(uid, group, true));
    }
    if (!Accounts.isNumber(user)) {
      return new Nobody("there is no user " + user + "; create it or name another");
    }
    if (plan.group() == null) {
      return new Nobody("user " + user + " is not listed and so has no group; name a group too");
    }
    long uid = Long.parseLong(user);
    return withGroup(plan, 0, group -> new Identity(uid, group, false));
  }

  private static Whom withGroup(LaunchPlan plan, long loginGroup, LongFunction<Whom> identity) {
    var group = plan.group();
    if (group == null) {
      return identity.apply(loginGroup);
    }
    var listed = Accounts.group(group);
    if (listed.isEmpty() && !Accounts.isNumber(group)) {
      return new Nobody("there is no group " + group + "; create it or name another");
    }
    return identity.apply(listed.isPresent() ? listed.get() : Long.parseLong(group));
  }

  private static ExactCommand wrapped(String setpriv, Identity identity, ExactCommand command) {
    var words = new ArrayList<String>();
    words.add(setpriv);
    words.add("--reuid=" + identity.user);
    words.add("--regid=" + identity.group);
    words.add(identity.isListed ? "--init-groups" : "--clear-groups");
    words.add("--");
    words.add(command.executable());
    words.addAll(command.argv().subList(1, command.argv().size()));
    return new ExactCommand(setpriv, words);
  }

  private static Resolution impossible(LaunchPlan plan, String why) {
    return new Resolution.Impossible(LaunchFailure.message(plan, why));
  }
}
