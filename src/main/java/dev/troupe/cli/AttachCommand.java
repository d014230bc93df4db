package dev.troupe.cli;

import dev.troupe.api.SendRequest;
import dev.troupe.model.LogLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** {@code attach}: an instance's output out, lines in, until there are no more lines. */
final class AttachCommand implements Command {

  @Override
  public Syntax syntax() {
    return new Syntax("Show an instance's output and write what is typed to it.", "attach")
        .words("ID SEPARATOR", 1, 2, "Id of an instance; what ends each line, newline if left out.")
        .examples("attach 0");
  }

  @Override
  public int run(Arguments arguments, Session session) throws CommandFailure {
    var words = arguments.words();
    var id = words.getFirst();
    refuseUnknown(id, session.daemon());
    return new Attached(session, id, words.size() > 1 ? words.get(1) : null).run();
  }

  private static void refuseUnknown(String id, Daemon daemon) throws CommandFailure {
    if (!id.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new CommandFailure("attach needs the id of an instance, a number, not " + id);
    }
    for (var row : daemon.instances()) {
      if (Integer.toString(row.id()).equals(id)) {
        return;
      }
    }
    throw new CommandFailure("there is no instance with id " + id);
  }

  /** One such connection: two threads, and the first to end ends it. */
  private static final class Attached implements EventListener {
    private final Session session;
    private final Daemon daemon;
    private final LogStyle style;
    private final String id;
    private final @Nullable String separator;
    private final CompletableFuture<Boolean> opened = new CompletableFuture<>();
    private final CompletableFuture<Integer> over = new CompletableFuture<>();

    Attached(Session session, String id, @Nullable String separator) throws CommandFailure {
      this.session = session;
      this.daemon = session.daemon();
      this.style = new RawLines(session.console());
      this.id = id;
      this.separator = separator;
    }

    int run() throws CommandFailure {
      begin("attach-out", this::show);
      begin("attach-in", this::send);
      try {
        return over.get();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new CommandFailure("interrupted");
      } catch (ExecutionException e) {
        throw failure(e.getCause());
      }
    }

    private static CommandFailure failure(@Nullable Throwable reason) {
      return switch (reason) {
        case OutputClosedException closed -> throw closed;
        case CommandFailure failure -> failure;
        case IOException e -> new CommandFailure(FileTrouble.reason(e));
        case null, default -> throw new IllegalStateException(reason);
      };
    }

    private void begin(String name, Step step) {
      var thread =
          new Thread(
              () -> {
                try {
                  over.complete(step.run());
                } catch (CommandFailure | IOException | OutputClosedException e) {
                  over.completeExceptionally(e);
                }
              },
              name);
      thread.setDaemon(true);
      thread.start();
    }

    /** What a thread does. */
    private interface Step {
      /** Returns the exit code. */
      int run() throws CommandFailure, IOException;
    }

    private int show() throws CommandFailure, IOException {
      var refusal = daemon.listen("/logs?target=all&instance=" + id + "&lines=0&follow=true", this);
      throw new CommandFailure(refusal == null ? "the daemon has ended" : refusal.complaint());
    }

    private int send() throws CommandFailure, IOException {
      opened.join();
      var typed =
          new BufferedReader(new InputStreamReader(session.stdin(), StandardCharsets.UTF_8));
      for (var line = typed.readLine(); line != null; line = typed.readLine()) {
        var reply = daemon.act(id, "send", new SendRequest(line, separator));
        if (!reply.isOk()) {
          session.console().error(reply.complaint());
        }
      }
      return ExitCode.OK;
    }

    @Override
    public void opened() {
      opened.complete(true);
    }

    @Override
    public boolean on(String event, String data) throws IOException {
      if (event.equals("line")) {
        style.line(RecordReader.read(LogLine.class, data));
      }
      return true;
    }
  }
}
