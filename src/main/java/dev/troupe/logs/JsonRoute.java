package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Writes each line as a JSON object, in PM2's words ({@code log_type: json}). */
final class JsonRoute implements Route {
  private static final byte[] BEGIN = "{\"message\":\"".getBytes(UTF_8);
  private static final byte[] TIME = "\",\"timestamp\":\"".getBytes(UTF_8);
  private static final byte[] CUT = ",\"continues\":true".getBytes(UTF_8);
  private static final byte[] NOTHING = {};
  private static final byte[] END = "}\n".getBytes(UTF_8);

  private final LogFile file;
  private final Stamp stamp;
  private final byte[] rest;
  private final LineFraming framing = LineFraming.atLineStart();

  private long end;

  /**
   * @param stamp the time, as the text of a JSON string without quotes
   */
  JsonRoute(LogFile file, Stamp stamp, Origin origin, OutputName output) {
    this.file = file;
    this.stamp = stamp;
    var fields =
        new StringBuilder("\",\"type\":\"").append(output == OutputName.OUT ? "out" : "err");
    fields.append("\",\"process_id\":").append(origin.instance()).append(",\"app_name\":");
    this.rest = fields.append(JsonText.quoted(origin.app())).toString().getBytes(UTF_8);
  }

  @Override
  public void accept(ByteBuffer chunk, Instant at) {
    framing.accept(chunk, (bytes, from, length, isCut) -> add(bytes, from, length, isCut, at));
    Scratch.ofThread().flush(this::append);
  }

  @Override
  public long end() {
    return end;
  }

  @Override
  public void endLine(Instant at) {
    framing.end((bytes, from, length, isCut) -> add(bytes, from, length, isCut, at));
    Scratch.ofThread().flush(this::append);
  }

  @Override
  public boolean holds() {
    return false;
  }

  @Override
  public void release(Instant at) {}

  private void add(byte[] bytes, int from, int length, boolean isCut, Instant at) {
    if (JsonText.isPlain(bytes, from, length)) {
      addText(bytes, from, length, isCut, at);
    } else {
      byte[] escaped = JsonText.escaped(new String(bytes, from, length, UTF_8)).getBytes(UTF_8);
      addText(escaped, 0, escaped.length, isCut, at);
    }
  }

  /** An object too large for the common memory, which many escapes can make it, goes by itself. */
  private void addText(byte[] text, int from, int length, boolean isCut, Instant at) {
    byte[] time = stamp.at(at);
    byte[] cut = isCut ? CUT : NOTHING;
    int size =
        BEGIN.length + length + TIME.length + time.length + rest.length + cut.length + END.length;
    Scratch scratch = Scratch.ofThread();
    if (!scratch.hasRoomFor(size)) {
      scratch.flush(this::append);
    }
    if (!scratch.hasRoomFor(size)) {
      scratch = Scratch.of(size);
    }
    scratch.add(BEGIN).add(text, from, length).add(TIME).add(time).add(rest).add(cut).add(END);
    if (scratch != Scratch.ofThread()) {
      scratch.flush(this::append);
    }
  }

  private void append(ByteBuffer objects) {
    end = file.write(this, objects);
  }
}
