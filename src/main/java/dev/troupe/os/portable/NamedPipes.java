package dev.troupe.os.portable;

import dev.troupe.os.OutputPipes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** One instance's two pipes, which mkfifo(1) has made. */
final class NamedPipes implements OutputPipes {
  private final PipeReader out;
  private final PipeReader err;
  private final Consumer<NamedPipes> onClose;
  private boolean closed;

  private NamedPipes(PipeReader out, PipeReader err, Consumer<NamedPipes> onClose) {
    this.out = out;
    this.err = err;
    this.onClose = onClose;
  }

  static NamedPipes open(Path directory, String name, Consumer<NamedPipes> onClose) {
    var out = directory.resolve(name + ".out");
    var err = directory.resolve(name + ".err");
    try {
      make(out, err);
      return new NamedPipes(new PipeReader(out), new PipeReader(err), onClose);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Flow.Publisher<ByteBuffer> out() {
    return out;
  }

  @Override
  public Flow.Publisher<ByteBuffer> err() {
    return err;
  }

  /** The names go at once, so that new pipes of the same name are new pipes. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      out.finish();
      err.finish();
      onClose.accept(this);
    }
  }

  /** The daemon ends; its successor finds the pipes. */
  synchronized void abandon() {
    closed = true;
    out.abandon();
    err.abandon();
  }

  /** Whether children may still be connected. Hold this object's lock while connecting one. */
  boolean isOpen() {
    return !closed;
  }

  Path outPath() {
    return out.path();
  }

  Path errPath() {
    return err.path();
  }

  /** A pipe that a daemon before us has left is used on. */
  private static void make(Path... pipes) throws IOException {
    var command = new ArrayList<String>(List.of("mkfifo", "-m", "622"));
    int words = command.size();
    for (var pipe : pipes) {
      if (!Files.exists(pipe, LinkOption.NOFOLLOW_LINKS)) {
        command.add(pipe.toString());
      } else if (!isPipe(pipe)) {
        throw new IOException(
            "cannot open the pipe " + pipe + ": something else has that name; remove it");
      }
    }
    if (command.size() > words && !Tool.succeeds(command)) {
      throw new IOException("cannot make the pipes " + command.subList(words, command.size()));
    }
  }

  private static boolean isPipe(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther();
  }
}
