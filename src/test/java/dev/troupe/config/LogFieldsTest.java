package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.LogOverflow;
import dev.troupe.model.LogRules;
import dev.troupe.model.RotationChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFieldsTest extends DeclaredApp {
  private LogRules rules(Map<String, Object> fields) {
    return app(fields).logs().rules();
  }

  @Test
  void writesOutputAsItComesUnlessToldOtherwise() {
    assertThat(rules(Map.of())).isEqualTo(LogRules.DEFAULT);
  }

  @Test
  void takesTheStandardTimeOnlyWithoutAFormat() {
    assertThat(rules(Map.of("time", true)).dateFormat()).isEqualTo("YYYY-MM-DDTHH:mm:ss");
    assertThat(rules(Map.of("time", true, "log_date_format", "HH")).dateFormat()).isEqualTo("HH");
  }

  @Test
  void readsTypeOverflowAndMode() {
    var rules = rules(Map.of("log_type", "json", "log_overflow", "drop", "log_mode", "0640"));
    assertThat(rules.asJson()).isTrue();
    assertThat(rules.overflow()).isEqualTo(LogOverflow.DROP);
    assertThat(rules.mode()).isEqualTo(0640);
    assertThat(rules(Map.of("log_mode", 644)).mode()).isEqualTo(0644);
  }

  @Test
  void readsRotationInTheWordsOfPm2Logrotate() {
    var rotation = new HashMap<String, Object>();
    rotation.put("max_size", "10K");
    rotation.put("retain", "all");
    rotation.put("compress", true);
    rotation.put("dateFormat", "YYYY");
    rotation.put("workerInterval", 30);
    rotation.put("rotateInterval", "0 0 * * *");
    rotation.put("TZ", "Asia/Kathmandu");

    assertThat(rules(Map.of("rotation", rotation)).rotation())
        .isEqualTo(
            new RotationChange(
                null,
                10_240L,
                Integer.MAX_VALUE,
                true,
                "YYYY",
                "0 0 * * *",
                null,
                "Asia/Kathmandu"));
    assertThat(rules(Map.of("rotation", false)).rotation().enabled()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"500,500", "10K,10240", "10m,10485760", "1G,1073741824", "1GB,1073741824"})
  void readsSizes(String text, long bytes) {
    assertThat(LogFieldTypes.size(text)).contains(bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "log_type,xml",
    "log_overflow,wait",
    "log_mode,999",
    "log_mode,7777",
    "rotation,perhaps"
  })
  void refusesWhatDoesNotFit(String field, String value) {
    assertThat(machine.errors(Map.of("script", "ls", field, value)))
        .singleElement()
        .asString()
        .contains(field);
  }

  @ParameterizedTest
  @CsvSource({
    "max_size,0",
    "max_size,10X",
    "retain,-1",
    "rotateInterval,often",
    "TZ,Nowhere",
    "maxsize,1"
  })
  void refusesARotationThatDoesNotFit(String key, String value) {
    assertThat(machine.errors(Map.of("script", "ls", "rotation", Map.of(key, value))))
        .as(List.of(key, value).toString())
        .hasSize(1);
  }
}
