package dev.troupe.os;

/** Where a child tells of itself as sd_notify(3) does. */
public interface NotifySocket extends AutoCloseable {

  /** Its path, for the variable {@code NOTIFY_SOCKET}. */
  String path();

  /** Nothing more is taken; the path is gone. */
  @Override
  void close();
}
