package dev.troupe.os;

import dev.troupe.model.ProbeRules;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Asks over the network, or by running a command. */
public final class NetworkProber implements Prober {

  @Override
  public CompletionStage<Answer> ask(
      ProbeRules rules, int port, String cwd, Map<String, String> env) {
    throw new UnsupportedOperationException();
  }
}
