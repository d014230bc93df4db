package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the reads happen to cut the output, the same is written. */
class AnyChunkingTest {
  private static final Instant TIME = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void stampsTheSameLines(long seed) {
    byte[] bytes = anyBytes(new Random(seed));

    byte[] whole = stamped(bytes, Integer.MAX_VALUE, new Random(seed));

    assertThat(stamped(bytes, 5, new Random(seed))).isEqualTo(whole);
    assertThat(stamped(bytes, 70_000, new Random(seed))).isEqualTo(whole);
    assertThat(new String(whole, ISO_8859_1))
        .isEqualTo("10:00: " + latin(bytes).replace("\n", "\n10:00: "));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void passesOnWholeLinesOnlyAndNothingElse(long seed) {
    var random = new Random(seed);
    byte[] bytes = anyBytes(random);
    var whole = new WholeLines();
    var written = new ByteArrayOutputStream();

    chunks(
        bytes,
        1 + random.nextInt(10_000),
        random,
        chunk ->
            whole.accept(
                chunk,
                lines -> {
                  assertThat(LineCut.endsLine(lines)).isTrue();
                  add(lines, written);
                }));
    whole.release(lines -> add(lines, written));

    assertThat(without(written.toByteArray(), " [line goes on]\n")).isEqualTo(latin(bytes));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void findsTheEndsThatALookAtEachByteFinds(long seed) {
    byte[] bytes = anyBytes(new Random(seed));
    for (int from = 0; from < 200; from++) {
      int expected = latin(bytes).indexOf('\n', from);
      assertThat(LineEnds.next(bytes, from, bytes.length))
          .isEqualTo(expected < 0 ? bytes.length : expected);
    }
  }

  private static byte[] stamped(byte[] bytes, int most, Random random) {
    var written = new ByteArrayOutputStream();
    var stamped =
        new StampedLines(new Stamp("HH:mm", ZoneOffset.UTC, ": "), lines -> add(lines, written));
    chunks(bytes, most, random, chunk -> stamped.write(chunk, TIME));
    return written.toByteArray();
  }

  private static void chunks(byte[] bytes, int most, Random random, Consumer<ByteBuffer> reader) {
    int from = 0;
    while (from < bytes.length) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(most));
      reader.accept(ByteBuffer.wrap(bytes, from, length));
      from += length;
    }
  }

  /** Lines short, empty and far over 64 KiB, of any bytes; the last one without an end. */
  private static byte[] anyBytes(Random random) {
    var bytes = new ByteArrayOutputStream();
    for (int line = 0; line < 60; line++) {
      byte[] text =
          new byte[random.nextInt(20) == 0 ? random.nextInt(200_000) : random.nextInt(90)];
      random.nextBytes(text);
      for (byte b : text) {
        bytes.write(b == '\n' ? 0xFF : b);
      }
      bytes.write('\n');
    }
    bytes.writeBytes("last words".getBytes(UTF_8));
    return bytes.toByteArray();
  }

  private static void add(ByteBuffer lines, ByteArrayOutputStream written) {
    byte[] copy = new byte[lines.remaining()];
    lines.get(copy);
    written.writeBytes(copy);
  }

  private static String without(byte[] bytes, String mark) {
    return latin(bytes).replace(mark, "");
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
