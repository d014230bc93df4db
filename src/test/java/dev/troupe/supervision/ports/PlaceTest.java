package dev.troupe.supervision.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.os.ListenAddress;
import dev.troupe.os.ListenAddress.Tcp;
import dev.troupe.os.ListenAddress.Udp;
import dev.troupe.os.ListenAddress.Unix;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {

  private static String key(ListenAddress address, long app, int index) {
    return Place.of(address, app, index).key();
  }

  @Test
  void isSharedByAllAppsThatNameThePort() {
    var address = new Tcp(null, 3000, false);
    assertThat(key(address, 1, 0)).isEqualTo(key(address, 2, 1));
  }

  @Test
  void isAnAppsOwnIfAnyPortWillDo() {
    var address = new Tcp(null, 0, false);
    assertThat(List.of(key(address, 1, 0), key(address, 1, 1), key(address, 2, 0)))
        .doesNotHaveDuplicates();
  }

  @Test
  void differsByWhateverTheKernelTellsApart() {
    var keys =
        List.of(
            key(new Tcp(null, 80, false), 1, 0),
            key(new Tcp(null, 81, false), 1, 0),
            key(new Tcp("::", 80, false), 1, 0),
            key(new Tcp("::", 80, true), 1, 0),
            key(new Udp(null, 80, false, false), 1, 0),
            key(new Udp(null, 80, true, false), 1, 0),
            key(new Udp(null, 80, true, true), 1, 0),
            key(new Unix("/a"), 1, 0),
            key(new Unix("/b"), 1, 0));
    assertThat(keys).doesNotHaveDuplicates();
  }
}
