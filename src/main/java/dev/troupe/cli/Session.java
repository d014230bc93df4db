package dev.troupe.cli;

import dev.troupe.api.HomeLayout;
import dev.troupe.model.AppSpec;
import dev.troupe.model.InstanceSummary;
import dev.troupe.pm2.Pm2ModuleTable;
import dev.troupe.pm2.Pm2Table;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What a command works with. Home and daemon are looked for when they are first needed. */
final class Session {
  private final Caller caller;
  private final Console console;
  private final Installation installation;
  private final InstantSource clock;
  private final InputStream stdin;
  private RowOrder order = RowOrder.BY_NAME;
  private boolean isMini;
  private @Nullable HomeLayout home;
  private @Nullable Daemon daemon;
  private @Nullable CountDownLatch reachable;

  Session(Caller caller, Console console, Installation installation, InstantSource clock) {
    this(caller, console, installation, clock, new FileInputStream(FileDescriptor.in));
  }

  Session(
      Caller caller,
      Console console,
      Installation installation,
      InstantSource clock,
      InputStream stdin) {
    this.caller = caller;
    this.console = console;
    this.installation = installation;
    this.clock = clock;
    this.stdin = stdin;
  }

  Caller caller() {
    return caller;
  }

  Console console() {
    return console;
  }

  InstantSource clock() {
    return clock;
  }

  /** The command's standard input. */
  InputStream stdin() {
    return stdin;
  }

  Installation installation() {
    return installation;
  }

  HomeLayout home() throws CommandFailure {
    if (home == null) {
      home = HomeFolder.open(caller);
    }
    return home;
  }

  /**
   * Begins in the process of a daemon that begins as well.
   *
   * @param reachable opens when the daemon answers
   */
  void awaitDaemon(CountDownLatch reachable) {
    this.reachable = reachable;
  }

  Daemon daemon() throws CommandFailure {
    if (daemon == null) {
      if (reachable != null) {
        awaitReachable(reachable);
      }
      daemon = new Daemon(home(), installation, () -> new Modules(this).startAll());
    }
    return daemon;
  }

  private static void awaitReachable(CountDownLatch reachable) throws CommandFailure {
    try {
      reachable.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while the daemon begins");
    }
  }

  /** Name of the user the daemon runs as: its socket lets nobody else in. */
  String owner() {
    return System.getProperty("user.name", "");
  }

  /**
   * How the instances are to be shown.
   *
   * @param isMini as blocks of lines in place of a table
   */
  void showRows(RowOrder order, boolean isMini) {
    this.order = order;
    this.isMini = isMini;
  }

  /** Shows the instances, as after every action: apps, then modules if there are any. */
  void showTable() throws CommandFailure {
    var rows = new ArrayList<>(daemon().instances());
    rows.sort(order);
    if (isMini) {
      MiniList.show(rows, this);
    } else {
      showTable(rows);
    }
  }

  private void showTable(List<InstanceSummary> rows) {
    var apps = new ArrayList<InstanceSummary>();
    var modules = new ArrayList<InstanceSummary>();
    for (var row : rows) {
      (row.namespace().equals(AppSpec.MODULES) ? modules : apps).add(row);
    }
    var table = new Pm2Table(console.palette(), caller.columns(), clock.instant());
    console.show(table.draw(apps));
    if (!modules.isEmpty()) {
      console.show(Pm2ModuleTable.draw(console.palette(), modules));
    }
  }

  /** PM2's usual order: by name, then by id. */
  static List<InstanceSummary> byName(List<InstanceSummary> rows) {
    var sorted = new ArrayList<>(rows);
    sorted.sort(RowOrder.BY_NAME);
    return sorted;
  }
}
