package dev.troupe.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogLine;
import dev.troupe.model.OutputName;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTextTest {

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"a\":[1,{\"b\":null}]} ", "{ \"message\" : \"x\" }"})
  void keepsTheFieldsOfAnObject(String text) {
    assertThat(json(text)).endsWith(",\"fields\":" + text + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}{}", "{} x", "{a:1}", "[1]", "1", "{\"a\":NaN}", "text {}"})
  void leavesEverythingElseText(String text) {
    assertThat(json(text)).doesNotContain("fields");
  }

  private static String json(String text) {
    return LineText.json(new LogLine(Instant.EPOCH, "api", 0, OutputName.OUT, text), text);
  }
}
