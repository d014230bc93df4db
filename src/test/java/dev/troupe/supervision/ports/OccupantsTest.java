package dev.troupe.supervision.ports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.supervision.ports.Occupants.Lease;
import dev.troupe.supervision.ports.Occupants.Stage;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OccupantsTest {
  private static final Seat FIRST = new Seat.Slot(1, 0);
  private static final Seat SECOND = new Seat.Slot(1, 1);
  private static final Tenant ZERO = new Tenant(1, 0, 1);
  private static final Tenant ONE = new Tenant(1, 1, 1);
  private static final Tenant NEXT_ZERO = new Tenant(1, 0, 2);

  private static Lease starting(Seat seat) {
    return new Lease(seat, Stage.STARTING, true);
  }

  private static Lease inherited(Seat seat) {
    return new Lease(seat, Stage.ACCEPTING, false);
  }

  /** Two slots whose workers accept. */
  private static Occupants both() {
    return Occupants.NONE
        .with(ZERO, starting(FIRST))
        .accepting(ZERO)
        .with(ONE, starting(SECOND))
        .accepting(ONE);
  }

  @Test
  void favoursAllThatAreAcceptedFrom() {
    assertThat(both().arrangement())
        .isEqualTo(new Arrangement(Set.of(FIRST, SECOND), Set.of(), Set.of(), Set.of()));
  }

  @Test
  void handsOverWhatWaitsForAWorkerThatIsNotReadyYet() {
    var occupants = Occupants.NONE.with(ZERO, starting(FIRST)).accepting(ZERO);
    assertThat(occupants.with(ONE, starting(SECOND)).arrangement())
        .isEqualTo(new Arrangement(Set.of(FIRST), Set.of(SECOND), Set.of(), Set.of()));
  }

  @Test
  void handsOverWhatWaitsForAWorkerThatWillReturn() {
    var occupants = both().ended(ZERO, true);
    assertThat(occupants.arrangement())
        .isEqualTo(new Arrangement(Set.of(SECOND), Set.of(FIRST), Set.of(), Set.of()));
    assertThat(occupants.takers()).containsExactly(ONE);
  }

  @Test
  void letsConnectionsWaitIfNobodyElseAccepts() {
    var occupants = Occupants.NONE.with(ZERO, starting(FIRST)).accepting(ZERO).ended(ZERO, true);
    assertThat(occupants.arrangement())
        .isEqualTo(new Arrangement(Set.of(FIRST), Set.of(), Set.of(), Set.of()));
    assertThat(occupants.isEmpty()).isFalse();
  }

  @Test
  void favoursASlotAgainWhoseWorkerHasReturned() {
    var occupants = both().ended(ZERO, true).with(ZERO, starting(FIRST)).accepting(ZERO);
    assertThat(occupants).isEqualTo(both());
  }

  @Test
  void closesASlotForGoodOnceItsQueueIsHandedOver() {
    assertThat(both().ended(ZERO, false).arrangement())
        .isEqualTo(new Arrangement(Set.of(SECOND), Set.of(FIRST), Set.of(), Set.of(FIRST)));
  }

  @Test
  void keepsTheQueueOfAClosedSlotUntilSomebodyCanTakeIt() {
    var occupants = both().ended(ZERO, false).ended(ONE, true);
    assertThat(occupants.arrangement())
        .isEqualTo(new Arrangement(Set.of(SECOND), Set.of(), Set.of(), Set.of()));
  }

  @Test
  void isEmptyWhenTheLastHasEndedForGood() {
    assertThat(both().ended(ZERO, false).ended(ONE, false).isEmpty()).isTrue();
  }

  @Test
  void prefersOthersToAWorkerThatRetires() {
    var occupants = both().retiring(ZERO);
    assertThat(occupants.arrangement())
        .isEqualTo(new Arrangement(Set.of(SECOND), Set.of(), Set.of(), Set.of()));
    assertThat(occupants.takers()).containsExactly(ONE);
  }

  @Test
  void leavesARetiringWorkerItsConnectionsIfItIsTheOnlyOne() {
    var occupants = Occupants.NONE.with(ZERO, starting(FIRST)).accepting(ZERO).retiring(ZERO);
    assertThat(occupants.arrangement().favoured()).containsExactly(FIRST);
    assertThat(occupants.takers()).containsExactly(ZERO);
  }

  @Test
  void handsOverWhatARetiringWorkerHasLeft() {
    assertThat(both().retiring(ZERO).closed(ZERO).arrangement())
        .isEqualTo(new Arrangement(Set.of(SECOND), Set.of(FIRST), Set.of(), Set.of()));
  }

  @Test
  void changesNothingForTheSocketWhenAGenerationFollowsAnother() {
    var occupants = both().with(NEXT_ZERO, starting(FIRST)).accepting(NEXT_ZERO);
    assertThat(occupants.retiring(ZERO).arrangement()).isEqualTo(both().arrangement());
    assertThat(occupants.retiring(ZERO).closed(ZERO).arrangement()).isEqualTo(both().arrangement());
    assertThat(occupants.retiring(ZERO).ended(ZERO, false).arrangement())
        .isEqualTo(both().arrangement());
  }

  @Test
  void closesTheSocketOfAServerThatALivingWorkerCloses() {
    var alone = Occupants.NONE.with(ZERO, starting(FIRST)).accepting(ZERO);
    assertThat(alone.closed(ZERO).isEmpty()).isTrue();
    assertThat(both().closed(ZERO).arrangement().surplusLater()).containsExactly(FIRST);
  }

  @Test
  void keepsTheSocketIfARetiringWorkerClosesIt() {
    var alone = Occupants.NONE.with(ZERO, starting(FIRST)).accepting(ZERO);
    assertThat(alone.retiring(ZERO).closed(ZERO).isEmpty()).isFalse();
    assertThat(alone.retiring(ZERO).closed(ZERO).ended(ZERO, true).isReturning(ZERO)).isTrue();
  }

  @Test
  void dealsFromOneSocketAsLongAsSomebodyTakes() {
    var dealt = new Seat.Dealt();
    var occupants = Occupants.NONE.with(ZERO, starting(dealt));
    assertThat(occupants.arrangement().handedOver()).isEmpty();
    assertThat(occupants.accepting(ZERO).arrangement().handedOver()).containsExactly(dealt);
    assertThat(occupants.accepting(ZERO).ended(ZERO, true).arrangement().handedOver()).isEmpty();
  }

  @Test
  void closesASlotThatWasInheritedOnceItsChildHasEnded() {
    var occupants = Occupants.NONE.with(ZERO, inherited(FIRST)).with(ONE, inherited(SECOND));
    assertThat(occupants.retiring(ZERO).arrangement())
        .isEqualTo(new Arrangement(Set.of(SECOND), Set.of(), Set.of(), Set.of()));
    assertThat(occupants.ended(ZERO, true).arrangement().surplus()).isEmpty();
    assertThat(occupants.ended(ZERO, false).arrangement())
        .isEqualTo(new Arrangement(Set.of(SECOND), Set.of(), Set.of(FIRST), Set.of()));
  }

  @Test
  void forgetsWhoDoesNotAskAgain() {
    assertThat(both().notReturned(ZERO)).isEqualTo(both());
    assertThat(both().ended(ZERO, true).notReturned(ZERO)).isEqualTo(both().ended(ZERO, false));
  }

  @Test
  void ignoresWhoHasNoSocket() {
    assertThat(both().accepting(NEXT_ZERO)).isEqualTo(both());
    assertThat(both().ended(NEXT_ZERO, true)).isEqualTo(both());
  }
}
