package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  @Test
  void tellsTheStatusThatWasSaidLast() {
    assertThat(new NotifyMessage("STATUS=one\nREADY=1\nSTATUS=a=b").status()).contains("a=b");
    assertThat(new NotifyMessage("READY=1").status()).isEmpty();
  }

  @Test
  void tellsSignsOfLifeFromTrouble() {
    assertThat(new NotifyMessage("WATCHDOG=1").isSignOfLife()).isTrue();
    assertThat(new NotifyMessage("WATCHDOG=1").saysUnhealthy()).isFalse();
    assertThat(new NotifyMessage("WATCHDOG=trigger").saysUnhealthy()).isTrue();
    assertThat(new NotifyMessage("WATCHDOG=trigger").isSignOfLife()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2000000, 2000",
    "1, 1",
    "0, 0",
    "18446744073709551615, 3155760000000",
  })
  void roundsTheTimeUpToMilliseconds(String micros, long millis) {
    assertThat(new NotifyMessage("WATCHDOG_USEC=" + micros).watchdog())
        .contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WATCHDOG_USEC=", "WATCHDOG_USEC=-1", "WATCHDOG_USEC=2s", "WATCHDOG=1"})
  void passesOverATimeThatIsNoNumber(String text) {
    assertThat(new NotifyMessage(text).watchdog()).isEmpty();
  }
}
