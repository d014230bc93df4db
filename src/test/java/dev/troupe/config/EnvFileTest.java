package dev.troupe.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {
  private static final Map<String, String> OUTSIDE = Map.of("HOME", "/home/ann", "EMPTY", "");

  private static Map<String, String> parse(String text) throws MalformedFile {
    return EnvFile.parse(".env", text, OUTSIDE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "A=b|b",
        "A = b|b",
        "A: b|b",
        "export A=b|b",
        "  A=  b c  |b c",
        "A=|~~",
        "A=\"\"|~~",
        "A=b # it|b",
        "A=b#c|b",
        "A=\"b # c\" # it|b # c",
        "A='b \"c\"'|b \"c\"",
        "A=`b 'c' \"d\"`|b 'c' \"d\"",
        "A=\"b \\\"c\\\"\"|b \"c\"",
        "A='b\\nc'|b\\nc",
        "A=b\\nc|b\\nc",
        "A=b=c|b=c",
        "A={\"b\": 1}|{\"b\": 1}",
        "A=it's|it's",
        "A=$HOME/x|/home/ann/x",
        "A=${HOME}x|/home/annx",
        "A=\"${HOME}\"|/home/ann",
        "A='${HOME}'|${HOME}",
        "A=\\$HOME|$HOME",
        "A=${NOPE}b|b",
        "A=${NOPE:-b}|b",
        "A=${NOPE:-${HOME}/b}|/home/ann/b",
        "A=${EMPTY:-b}|b",
        "A=${EMPTY-b}|~~",
        "A=${HOME:-b}|/home/ann",
        "A=100$|100$",
        "A=a$ b|a$ b"
      })
  void readsAValue(String line, String value) throws MalformedFile {
    assertThat(parse(line + "\n")).containsExactly(Map.entry("A", value));
    assertThat(parse("# one\n\n" + line + "\r\nB=2").get("A")).isEqualTo(value);
  }

  @Test
  void letsQuotedValuesHaveSeveralLines() throws MalformedFile {
    assertThat(parse("A=\"one\\ntwo\nthree\"\nB='x\ny'"))
        .isEqualTo(Map.of("A", "one\ntwo\nthree", "B", "x\ny"));
  }

  @Test
  void refersToWhatTheFileSaidBeforeAndThenToTheOutside() throws MalformedFile {
    assertThat(parse("HOME=$HOME/a\nB=$HOME/b\nB=$B/c"))
        .isEqualTo(Map.of("HOME", "/home/ann/a", "B", "/home/ann/a/b/c"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "nonsense|.env:2: \"nonsense\" is no NAME=value; correct it, or begin it with # to make it"
            + " a comment",
        "A B=secret|.env:2: \"A\" is no NAME=value; correct it, or begin it with # to make it a"
            + " comment",
        "A=\"secret|.env:2: A opens a \" that is not closed; close it",
        "A='se'cret|.env:2: A goes on after the closing '; put all of the value into the quotes"
      })
  void saysWhatIsWrongWithALineAndNotItsValue(String line, String message) {
    assertThatThrownBy(() -> parse("OK=1\n" + line + "\n")).hasMessage(message);
  }

  /** Whatever the values, in whichever quotes that can hold them: they come back as they were. */
  @Test
  void readsBackWhatIsWrittenInQuotes() throws MalformedFile {
    var random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      var wanted = new LinkedHashMap<String, String>();
      var text = new StringBuilder();
      for (int i = 0; i < 3; i++) {
        var value = anyText(random, "ab =#:\n\t${}\"`[],.€");
        wanted.put("V" + i, value);
        text.append("V").append(i).append("='").append(value).append("'\n");
      }
      assertThat(parse(text.toString())).as(text.toString()).isEqualTo(wanted);
    }
  }

  /** Nonsense is refused with a place; it never ends in anything else. */
  @Test
  void readsOrRefusesAnyText() {
    var random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      var text = anyText(random, "AB=\n \"'`#\\${}:-");
      try {
        assertThat(parse(text)).as(text).isNotNull();
      } catch (MalformedFile e) {
        assertThat(e.line()).as(text).matches("\\.env:\\d+: .+; .+");
      }
    }
  }

  private static String anyText(Random random, String letters) {
    var text = new StringBuilder();
    int length = random.nextInt(30);
    for (int i = 0; i < length; i++) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }
}
