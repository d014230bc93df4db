package dev.troupe.cli.monit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.model.InstanceState;
import dev.troupe.model.InstanceSummary;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReactionTest {
  private static final Pattern KEY = Pattern.compile("\\[[A-Z_]+]|.");

  private Look look = Rows.three();
  private Wish wish = new Wish.None();

  /** Types letters; names of keys stand in brackets. */
  private void press(String keys) {
    KEY.matcher(keys)
        .results()
        .forEach(
            found -> {
              var reaction = Reaction.to(key(found.group()), look);
              look = reaction.look();
              wish = reaction.wish();
            });
  }

  private static Key key(String text) {
    return text.startsWith("[")
        ? Key.Named.valueOf(text.substring(1, text.length() - 1))
        : new Key.Char(text.charAt(0));
  }

  private String chosen() {
    return look.chosen().map(InstanceSummary::name).orElse("nobody");
  }

  @Test
  void theFirstIsChosenAtFirst() {
    assertThat(chosen()).isEqualTo("api");
  }

  @ParameterizedTest
  @CsvSource({
    "[DOWN], web",
    "[DOWN][DOWN], worker",
    "[DOWN][DOWN][DOWN], worker",
    "j, web",
    "jk, api",
    "[UP], api",
    "[END], worker",
    "[END][HOME], api",
    "[PAGE_DOWN], worker",
  })
  void movesThroughTheList(String keys, String name) {
    press(keys);
    assertThat(chosen()).isEqualTo(name);
  }

  @Test
  void asksBeforeItActs() {
    press("r");
    assertThat(wish).isEqualTo(new Wish.None());
    assertThat(look.mode())
        .isEqualTo(new Mode.Confirming("restart api (id 1)?", new Wish.Act("restart", "1")));
    press("y");
    assertThat(wish).isEqualTo(new Wish.Act("restart", "1"));
    assertThat(look.mode()).isEqualTo(new Mode.Browsing());
  }

  @ParameterizedTest
  @CsvSource({"n", "q", "[ESCAPE]"})
  void doesNothingUnlessTheAnswerIsYes(String answer) {
    press("s");
    press(answer);
    assertThat(wish).isEqualTo(new Wish.None());
    assertThat(look.mode()).isEqualTo(new Mode.Browsing());
  }

  @Test
  void scalesTheAppOfTheChosenInstance() {
    press("n+9[BACKSPACE]1[ENTER]");
    assertThat(wish).isEqualTo(new Wish.Scale("api", "+1"));
  }

  @Test
  void aFilterNarrowsTheListAsItIsTyped() {
    press("/wo");
    assertThat(look.shown()).extracting(InstanceSummary::name).containsExactly("worker");
    assertThat(chosen()).isEqualTo("worker");
    press("[BACKSPACE]e[ENTER]");
    assertThat(look.shown()).extracting(InstanceSummary::name).containsExactly("web");
    press("[ESCAPE]");
    assertThat(look.shown()).hasSize(3);
  }

  @Test
  void aFilterKnowsStates() {
    press("/errored");
    assertThat(look.shown()).extracting(InstanceSummary::name).containsExactly("web");
  }

  @Test
  void ordersByOneThingAfterTheOther() {
    press("o");
    assertThat(look.shown()).extracting(InstanceSummary::name).startsWith("worker");
    press("o");
    assertThat(look.sorting()).isEqualTo(Sorting.MEMORY);
  }

  @Test
  void theChosenOneStaysChosenWhenOthersCome() {
    press("j");
    look =
        look.seeing(
            List.of(Rows.row(9, "aaa", InstanceState.ONLINE, 0), look.rows().getFirst()), "");
    assertThat(chosen()).isEqualTo("web");
  }

  @Test
  void anotherIsChosenWhenTheChosenOneIsGone() {
    look = look.seeing(List.of(look.rows().getLast()), "");
    assertThat(chosen()).isEqualTo("worker");
  }

  @Test
  void quits() {
    press("q");
    assertThat(wish).isEqualTo(new Wish.Quit());
  }
}
