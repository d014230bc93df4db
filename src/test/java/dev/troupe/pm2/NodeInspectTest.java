package dev.troupe.pm2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What node 20 printed for the same values; three thousand random ones agreed too. */
class NodeInspectTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '#',
      value = {
        "plain, 'plain'",
        "it's, #\"it's\"#",
        "'\", #`'\"`#",
        "a\\b, 'a\\\\b'",
        "tab\there, 'tab\\there'",
        "é, 'é'"
      })
  void quotesStringsSoThatLittleNeedsEscaping(String text, String shown) {
    assertThat(NodeInspect.format(text)).isEqualTo(shown);
  }

  @Test
  void escapesControlCharacters() {
    assertThat(NodeInspect.format("\u0001\u001b\u009f")).isEqualTo("'\\x01\\x1B\\x9F'");
  }

  @Test
  void writesIdentifiersBare() {
    var map = new LinkedHashMap<String, Object>();
    map.put("name_1", true);
    map.put("km:heapdump", 1);
    map.put("1a", 2.5);
    assertThat(NodeInspect.format(map)).isEqualTo("{ name_1: true, 'km:heapdump': 1, '1a': 2.5 }");
  }

  @Test
  void writesWholeNumbersWithoutDecimals() {
    assertThat(NodeInspect.format(List.of(3.0, 3.1, 0.0))).isEqualTo("[ 3, 3.1, 0 ]");
  }

  @Test
  void breaksWhatIsWiderThanALine() {
    var fitting = Map.of("a", "x".repeat(62));
    var wider = Map.of("a", "x".repeat(63));
    assertThat(NodeInspect.format(fitting)).hasSize(71).doesNotContain("\n");
    assertThat(NodeInspect.format(wider)).isEqualTo("{\n  a: '" + "x".repeat(63) + "'\n}");
  }

  @Test
  void putsAtMostThreeLevelsOnOneLine() {
    assertThat(NodeInspect.format(List.of(List.of(List.of(1))))).isEqualTo("[ [ [ 1 ] ] ]");
    assertThat(NodeInspect.format(List.of(List.of(List.of(List.of(1))))))
        .isEqualTo("[\n  [ [ [ 1 ] ] ]\n]");
  }

  @Test
  void laysLongListsOutInColumns() {
    assertThat(NodeInspect.format(List.of(1, 2, 3, 4, 5, 6, 7, 100, 2000)))
        .isEqualTo("[\n     1, 2, 3,   4,\n     5, 6, 7, 100,\n  2000\n]");
    var words = IntStream.range(0, 7).mapToObj(i -> "w" + i).toList();
    assertThat(NodeInspect.format(words))
        .isEqualTo("[\n  'w0', 'w1',\n  'w2', 'w3',\n  'w4', 'w5',\n  'w6'\n]");
    var uneven = List.of("--port", "80", "--x", "--y", "--zz", "--long-option", "q");
    assertThat(NodeInspect.format(uneven))
        .isEqualTo("[ '--port', '80', '--x', '--y', '--zz', '--long-option', 'q' ]");
  }

  @Test
  void breaksLongTextsAtTheirLines() {
    var text = "first line\n" + "x".repeat(80) + "\nlast";
    assertThat(NodeInspect.format(Map.of("key", text)))
        .isEqualTo("{\n  key: 'first line\\n' +\n    '" + "x".repeat(80) + "\\n' +\n    'last'\n}");
  }

  @Test
  void writesEmptyOnesShort() {
    assertThat(NodeInspect.format(List.of(Map.of(), Collections.emptyList())))
        .isEqualTo("[ {}, [] ]");
  }
}
