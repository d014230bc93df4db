package dev.troupe.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about events against the events. */
class EventsPageTest {
  private static final Path PAGE = Path.of("docs/events.md");
  private static final Set<String> OF_ALL = Set.of("at", "app", "instance");

  static Stream<Class<?>> types() {
    return Arrays.stream(Event.class.getPermittedSubclasses());
  }

  private static List<String> lines() throws IOException {
    return Files.readAllLines(PAGE);
  }

  @ParameterizedTest
  @MethodSource("types")
  void hasEveryTypeWithItsFieldsInTheirOrder(Class<?> type) throws IOException {
    var word =
        type.getSimpleName()
            .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
            .toLowerCase(java.util.Locale.ROOT);
    var fields =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !OF_ALL.contains(name))
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    var row = "| `%s` | %s|".formatted(word, fields.isEmpty() ? "" : fields + " ");
    assertThat(lines()).as(row).anyMatch(line -> line.startsWith(row));
  }

  @ParameterizedTest
  @EnumSource
  void hasEveryTopic(Topic topic) throws IOException {
    assertThat(lines()).anyMatch(line -> line.startsWith("| `" + topic.word() + "` |"));
  }
}
