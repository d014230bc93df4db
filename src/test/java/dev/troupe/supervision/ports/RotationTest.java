package dev.troupe.supervision.ports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RotationTest {
  private static final Tenant A = new Tenant(1, 0, 1);
  private static final Tenant B = new Tenant(1, 1, 1);
  private static final Tenant C = new Tenant(2, 0, 1);

  private static Rotation full(Tenant tenant) {
    var rotation = Rotation.START;
    for (int i = 0; i < Rotation.WINDOW; i++) {
      rotation = rotation.dealt(tenant);
    }
    return rotation;
  }

  @Test
  void goesRoundInOrder() {
    var rotation = Rotation.START;
    var order = new ArrayList<Tenant>();
    for (int i = 0; i < 6; i++) {
      var next = rotation.next(Set.of(C, A, B)).orElseThrow();
      order.add(next);
      rotation = rotation.dealt(next);
    }
    assertThat(order).isEqualTo(List.of(A, B, C, A, B, C));
  }

  @Test
  void goesOnAfterOneThatHasLeft() {
    assertThat(Rotation.START.dealt(B).next(Set.of(A, C))).contains(C);
    assertThat(Rotation.START.dealt(C).next(Set.of(A, B))).contains(A);
  }

  @Test
  void leavesOutWhoHasEnoughOnTheWay() {
    assertThat(full(A).next(Set.of(A, B))).contains(B);
    assertThat(full(A).next(Set.of(A))).isEmpty();
  }

  @Test
  void comesBackToWhoHasAnswered() {
    assertThat(full(A).answered(A).next(Set.of(A))).contains(A);
    assertThat(full(A).forgotten(A).next(Set.of(A))).contains(A);
  }

  @Test
  void doesNotCountBelowNothing() {
    assertThat(Rotation.START.answered(A)).isEqualTo(Rotation.START);
  }

  @Test
  void hasNobodyAmongNone() {
    assertThat(Rotation.START.next(Set.of())).isEmpty();
  }
}
