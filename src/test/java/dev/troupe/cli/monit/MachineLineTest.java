package dev.troupe.cli.monit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.Host;
import dev.troupe.model.Host.Load;
import dev.troupe.model.Host.Space;
import dev.troupe.model.Host.Traffic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MachineLineTest {
  private static final long GIB = 1L << 30;

  private static Host host(Space disk, @Nullable Traffic network) {
    var memory = new Space(8 * GIB, 6 * GIB);
    return new Host(4, 12.5, new Load(0.5, 1, 2), memory, new Space(0, 0), disk, null, network);
  }

  @Test
  void tellsWhatMattersMostFirst() {
    var network = new Traffic(0, 0, 2048, 512);
    assertThat(MachineLine.of(host(new Space(100, 25), network)))
        .isEqualTo(
            "cpu 12.5% of 4 cores  memory 2.0gb of 8.0gb  load 0.50  disk 75% full  net 2.0kb/s in"
                + " 512b/s out");
  }

  @Test
  void leavesOutWhatCannotBeKnown() {
    assertThat(MachineLine.of(host(new Space(0, 0), null)))
        .isEqualTo("cpu 12.5% of 4 cores  memory 2.0gb of 8.0gb  load 0.50");
  }
}
