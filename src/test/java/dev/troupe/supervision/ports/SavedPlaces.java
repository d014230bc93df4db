package dev.troupe.supervision.ports;

import dev.troupe.os.ListenAddress;
import java.util.List;

/** Places that another daemon had open. */
public final class SavedPlaces {
  private SavedPlaces() {}

  /** A TCP port with one socket, from which an instance of the app accepts. */
  public static SavedPlace port(int port, long app) {
    var tcp = new ListenAddress.Tcp(null, port, false);
    var seat = new Seat.Slot(app, 0);
    var lease = new Occupants.Lease(seat, Occupants.Stage.ACCEPTING, true);
    return new SavedPlace(
        new Place.Named(tcp),
        tcp,
        List.of(new SavedPlace.Socket(seat, 4711)),
        List.of(new SavedPlace.Use(new Tenant(app, 0, 0), lease)),
        "null");
  }
}
