package dev.troupe.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TakenPortTest {
  private static final Map<String, String> ENV = Map.of("PORT", "5000");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error: listen EADDRINUSE: address already in use :::3000 | 3000",
        "Error: listen EADDRINUSE: address already in use 127.0.0.1:81 | 81",
        "listen tcp :8080: bind: address already in use | 8080",
        "cannot listen on port 7000: Address already in use | 7000",
        "OSError: [Errno 98] Address already in use | 5000",
      })
  void isFoundInTheNewestLineThatTellsOfOne(String message, int port) {
    var lines = List.of("EADDRINUSE :::1", message, "    at Server.listen");
    assertThat(TakenPort.in(lines, ENV)).hasValue(port);
  }

  @Test
  void isNotGuessed() {
    assertThat(TakenPort.in(List.of("all is well"), ENV)).isEmpty();
    assertThat(TakenPort.in(List.of("Address already in use"), Map.of())).isEmpty();
  }
}
