package dev.troupe.supervision.instance;

import dev.troupe.model.ExitStatus;
import dev.troupe.model.RestartRules;
import dev.troupe.supervision.saved.Sequel;

/**
 * How a child has ended.
 *
 * @param isCrash whether that is a failure of the app
 */
record End(ExitStatus status, boolean isCrash) {

  /** Nobody had asked for it: code 0 and the codes that mean "done" are no crash. */
  static End byItself(ExitStatus status, RestartRules rules) {
    boolean isDone =
        status instanceof ExitStatus.Exited(int code)
            && (code == 0 || rules.stopExitCodes().contains(code));
    return new End(status, !isDone);
  }

  /** It had to be ended for what follows. */
  static End before(Sequel sequel, ExitStatus status) {
    boolean isCrash =
        switch (sequel) {
          case Sequel.Crash _, Sequel.Fail _ -> true;
          case Sequel.Start _, Sequel.Restart _, Sequel.Rest _, Sequel.Leave _ -> false;
        };
    return new End(status, isCrash);
  }
}
