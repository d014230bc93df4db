package dev.troupe.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import dev.troupe.model.PlainRow;
import dev.troupe.model.Usage;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowOrderTest {
  private static InstanceSummary row(
      int id, String name, @Nullable Long pid, int restarts, InstanceState state, Usage usage) {
    return PlainRow.of(
        id,
        name,
        state,
        row -> {
          row.pid = pid;
          row.startedAt = Instant.ofEpochSecond(100 - id);
          row.restarts = restarts;
          row.usage = usage;
        });
  }

  private static Stream<InstanceSummary> rows() {
    return Stream.of(
        row(0, "c", 7L, 1, InstanceState.ONLINE, new Usage(5, 10)),
        row(1, "a", null, 3, InstanceState.STOPPED, new Usage(0, 30)),
        row(2, "b", 3L, 3, InstanceState.ONLINE, new Usage(9, 20)));
  }

  @ParameterizedTest
  @CsvSource({
    "name, 120",
    "name:desc, 021",
    "id, 012",
    "id:desc, 210",
    "pid, 120",
    "uptime, 012",
    "restarts:desc, 210",
    "cpu:desc, 201",
    "memory, 021",
    "memory:asc, 021"
  })
  void ordersByTheFieldAndThenById(String order, String ids) throws CommandFailure {
    var sorted = new StringBuilder();
    rows().sorted(RowOrder.of(order)).map(InstanceSummary::id).forEach(sorted::append);
    assertThat(sorted).hasToString(ids);
  }

  @Test
  void ordersByStateThatIsOnlineBeforeStopped() throws CommandFailure {
    assertThat(rows().sorted(RowOrder.of("status:desc")).map(InstanceSummary::id).toList())
        .startsWith(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour", "name:up", "", ":desc"})
  void refusesWhatItDoesNotKnow(String order) {
    assertThatThrownBy(() -> RowOrder.of(order)).hasMessageContaining("give name, id");
  }
}
