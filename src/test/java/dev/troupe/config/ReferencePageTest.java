package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about process files against the table that they are read by. */
class ReferencePageTest {
  private static final Path PAGE = Path.of("docs/process-files.md");

  static Stream<String> names() {
    return AppFields.TABLE.all().stream().flatMap(Field::names);
  }

  @ParameterizedTest
  @MethodSource("names")
  void hasEveryFieldUnderAllItsNames(String name) throws IOException {
    assertThat(Files.readString(PAGE).contains("`" + name + "`")).as(name).isTrue();
  }

  static Stream<Field<?>> ignored() {
    return AppFields.TABLE.all().stream().filter(field -> field.ignored() != null);
  }

  @ParameterizedTest
  @MethodSource("ignored")
  void saysOfEachIgnoredFieldWhatTheWarningSays(Field<?> field) throws IOException {
    assertThat(Files.readString(PAGE).lines())
        .anyMatch(
            line ->
                line.contains("`" + field.name() + "`")
                    && line.contains(String.valueOf(field.ignored())));
  }
}
