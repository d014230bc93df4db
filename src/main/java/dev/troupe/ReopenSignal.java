package dev.troupe;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * SIGUSR2 tells a daemon that its log files were moved away (PM2's rule).
 *
 * <p>Java has no other way to hear of a signal than {@code sun.misc.Signal}, which every JDK has
 * (module {@code jdk.unsupported}). It is used by reflection, since the compiler's warning of it
 * can't be suppressed.
 */
final class ReopenSignal {
  private ReopenSignal() {}

  /** From now on calls {@code reopen} at each signal, on a thread of its own. */
  static void heard(Runnable reopen) {
    try {
      var signal = Class.forName("sun.misc.Signal");
      var handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("USR2"), calls(reopen));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM lets nobody hear of SIGUSR2", e);
    }
  }

  private static Object calls(Runnable reopen) throws ClassNotFoundException {
    InvocationHandler call =
        (_, method, _) -> {
          if (method.getName().equals("handle")) {
            reopen.run();
          }
          return null;
        };
    return Proxy.newProxyInstance(
        ReopenSignal.class.getClassLoader(),
        new Class<?>[] {Class.forName("sun.misc.SignalHandler")},
        call);
  }
}
