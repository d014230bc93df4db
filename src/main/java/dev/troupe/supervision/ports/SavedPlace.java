package dev.troupe.supervision.ports;

import dev.troupe.os.ListenAddress;
import dev.troupe.supervision.ports.Occupants.Lease;
import dev.troupe.supervision.saved.SavedState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sockets at one address in a {@link SavedState}.
 *
 * @param address with its real port
 * @param sockets in the order of {@link dev.troupe.os.SocketGroup#inOrder}
 * @param data as in {@link OpenPlace}
 */
public record SavedPlace(
    Place place,
    ListenAddress address,
    List<Socket> sockets,
    List<Use> uses,
    @Nullable String data) {

  /**
   * One socket.
   *
   * @param inode the kernel's number for it
   */
  record Socket(Seat seat, long inode) {}

  /** Who uses which. */
  record Use(Tenant tenant, Lease lease) {}

  public SavedPlace {
    sockets = List.copyOf(sockets);
    uses = List.copyOf(uses);
  }

  static SavedPlace of(OpenPlace open) {
    var uses =
        open.occupants().leases().entrySet().stream()
            .map(lease -> new Use(lease.getKey(), lease.getValue()))
            .toList();
    return new SavedPlace(
        open.place(), open.holding().address(), open.holding().sockets(), uses, open.data());
  }
}
