package dev.troupe.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {

  @Test
  void fillsTheLowestFreeSlots() {
    assertThat(Slots.toReach(5, Set.of(1, 4), Set.of()))
        .isEqualTo(new Slots.Change(List.of(0, 2, 3), List.of()));
  }

  @Test
  void emptiesTheHighestSlotsFirst() {
    assertThat(Slots.toReach(2, Set.of(0, 2, 3, 7), Set.of()))
        .isEqualTo(new Slots.Change(List.of(), List.of(7, 3)));
  }

  @Test
  void fillsANewAppFromZero() {
    assertThat(Slots.toReach(3, Set.of(), Set.of()))
        .isEqualTo(new Slots.Change(List.of(0, 1, 2), List.of()));
  }

  @Test
  void neitherCountsNorFillsSlotsThatAreBeingEmptied() {
    assertThat(Slots.toReach(3, Set.of(0), Set.of(1)))
        .isEqualTo(new Slots.Change(List.of(2, 3), List.of()));
  }

  @Test
  void changesNothingAtTheNumberWanted() {
    assertThat(Slots.toReach(2, Set.of(0, 5), Set.of()))
        .isEqualTo(new Slots.Change(List.of(), List.of()));
  }

  @ParameterizedTest(name = "{0} of {1} is {2}")
  @CsvSource({"4, 2, 4", "1, 2, 1", "+2, 2, 4", "-1, 2, 1", "+1, 0, 1", "04, 1, 4"})
  void readsANumberOrADifference(String text, int present, int wanted) {
    assertThat(Slots.wanted(text, present)).isEqualTo(wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "max", "1.5", "--1", "+", "1e3", "99999999999", " 4"})
  void refusesWhatIsNoNumber(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slots.wanted(text, 2))
        .withMessage("'%s' is not a number of instances: use 4, +2 or -1", text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-2", "-9"})
  void refusesToLeaveNoInstance(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slots.wanted(text, 2))
        .withMessageContaining("at least 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "+0", "-0"})
  void refusesThePresentNumber(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Slots.wanted(text, 2))
        .withMessage("it has 2 instances already: nothing to do");
  }
}
