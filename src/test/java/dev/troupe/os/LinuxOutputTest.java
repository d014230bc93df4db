package dev.troupe.os;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinuxOutputTest extends OutputContract {
  @Override
  EngineChoice engine() {
    return EngineChoice.LINUX;
  }

  @Test
  void partsOneChildsOutputFromTheNextOnes() {
    var stage = unasked();
    stage.exit(stage.shell("printf last"));
    stage.exit(stage.shell("printf first"));

    stage.out.request(1);
    stage.out.awaitElements(1);
    stage.out.request(1);
    stage.out.awaitElements(2);
    assertThat(stage.out.text()).isEqualTo("last");
    stage.out.request(1);
    stage.out.awaitElements(3);
    assertThat(stage.out.text()).isEqualTo("lastfirst");
  }
}
