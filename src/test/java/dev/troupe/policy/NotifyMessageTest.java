package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NotifyMessageTest {

  @Test
  void findsWhatIsSaidAmongOtherLines() {
    var message = new NotifyMessage("STATUS=up\nREADY=1\nMAINPID=7\n");
    assertThat(message.saysReady()).isTrue();
    assertThat(message.saysStopping()).isFalse();
    assertThat(new NotifyMessage("STOPPING=1").saysStopping()).isTrue();
  }

  @Test
  void doesNotTakeAnotherWordForIt() {
    assertThat(new NotifyMessage("READY=0\nSTATUS=READY=1\nNOT_READY=1").saysReady()).isFalse();
  }
}
