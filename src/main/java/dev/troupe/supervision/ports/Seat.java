package dev.troupe.supervision.ports;

import dev.troupe.model.Balance;
import dev.troupe.model.SocketSpec;
import dev.troupe.os.ListenAddress;

/** One listening socket among those at a place. */
sealed interface Seat {

  /** Of one slot of one app; all generations of the slot accept from it. */
  record Slot(long app, int slot) implements Seat {}

  /** The only one at the place; all accept from it. */
  record Shared() implements Seat {}

  /** The daemon accepts from it and hands the connections to those who have it. */
  record Dealt() implements Seat {}

  /** Which one a worker is to have. */
  static Seat of(Ports.Listen wish) {
    boolean isDealt = wish.balance() == Balance.ROUND_ROBIN;
    return switch (wish.address()) {
      case ListenAddress.Udp _ -> new Shared();
      case ListenAddress.Unix _ -> isDealt ? new Dealt() : new Shared();
      case ListenAddress.Tcp _ -> isDealt ? new Dealt() : slotOf(wish.tenant());
    };
  }

  /** Which one a child is to inherit. */
  static Seat of(Tenant tenant, SocketSpec spec) {
    return spec.path() == null ? slotOf(tenant) : new Shared();
  }

  private static Seat slotOf(Tenant tenant) {
    return new Slot(tenant.app(), tenant.slot());
  }
}
