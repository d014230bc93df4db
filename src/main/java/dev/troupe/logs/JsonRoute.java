package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.troupe.model.OutputName;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Writes each line as a JSON object, in PM2's words ({@code log_type: json}). */
final class JsonRoute implements Route {
  private static final byte[] BEGIN = "{\"message\":".getBytes(UTF_8);
  private static final byte[] TIME = ",\"timestamp\":\"".getBytes(UTF_8);
  private static final byte[] CUT = ",\"continues\":true".getBytes(UTF_8);
  private static final byte[] END = "}\n".getBytes(UTF_8);

  private final LogFile file;
  private final Stamp stamp;
  private final byte[] afterTime;
  private final LineFraming framing = LineFraming.atLineStart();

  /**
   * @param stamp the time, as the text of a JSON string without quotes
   */
  JsonRoute(LogFile file, Stamp stamp, Origin origin, OutputName output) {
    this.file = file;
    this.stamp = stamp;
    var rest = new StringBuilder("\",\"type\":\"").append(output == OutputName.OUT ? "out" : "err");
    rest.append("\",\"process_id\":").append(origin.instance()).append(",\"app_name\":");
    this.afterTime = rest.append(JsonText.quoted(origin.app())).toString().getBytes(UTF_8);
  }

  @Override
  public void accept(ByteBuffer chunk, Instant at) {
    framing.accept(chunk, (bytes, from, length, isCut) -> add(bytes, from, length, isCut, at));
    Scratch.ofThread().flush(this::append);
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
    byte[] object = object(bytes, from, length, isCut, at);
    Scratch scratch = Scratch.ofThread();
    if (!scratch.hasRoomFor(object.length)) {
      scratch.flush(this::append);
    }
    if (scratch.hasRoomFor(object.length)) {
      scratch.add(object, 0, object.length);
    } else {
      append(ByteBuffer.wrap(object));
    }
  }

  private byte[] object(byte[] bytes, int from, int length, boolean isCut, Instant at) {
    var message = JsonText.quoted(new String(bytes, from, length, UTF_8)).getBytes(UTF_8);
    byte[] time = stamp.at(at);
    byte[] cut = isCut ? CUT : new byte[0];
    var object =
        ByteBuffer.allocate(
            BEGIN.length + message.length + TIME.length + time.length + afterTime.length
                + cut.length + END.length);
    object.put(BEGIN).put(message).put(TIME).put(time).put(afterTime).put(cut).put(END);
    return object.array();
  }

  private void append(ByteBuffer objects) {
    file.write(this, objects);
  }
}
