package dev.troupe.logs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LineFramingTest {
  private static final int MAX = LineFraming.MAX_LINE;

  private final List<String> lines = new ArrayList<>();
  private final List<Boolean> cuts = new ArrayList<>();
  private final LineFraming framing = LineFraming.atLineStart();

  @Test
  void cutsAtLineFeeds() {
    reads("one\ntwo\n\nthree\n");

    assertThat(lines).containsExactly("one", "two", "", "three");
  }

  @Test
  void takesACarriageReturnForPartOfTheEndAlsoIfTheReadEndedThere() {
    reads("one\r\ntwo\r", "\nth\rree\n");

    assertThat(lines).containsExactly("one", "two", "th\rree");
  }

  @Test
  void keepsALineUntilItIsComplete() {
    reads("hel", "lo wo");
    assertThat(lines).isEmpty();

    reads("rld\n");
    assertThat(lines).containsExactly("hello world");
  }

  @Test
  void handsOnTheLastLineWithoutAnEndOnceTheStreamHasEnded() {
    reads("one\nlast words");
    framing.end(this::line);

    assertThat(lines).containsExactly("one", "last words");
  }

  @Test
  void makesNoLineOfNothingAtTheEnd() {
    reads("one\n");
    framing.end(this::line);

    assertThat(lines).containsExactly("one");
  }

  @Test
  void startsWithTheNextLineIfItComesInTheMidst() {
    LineFraming late = LineFraming.inMidLine();
    late.accept(bytes("st of a line"), this::line);
    late.accept(bytes(", its end\nfirst\n"), this::line);

    assertThat(lines).containsExactly("first");
  }

  @Test
  void keepsCharactersWholeThatTheReadTore() {
    byte[] snowman = "☃\n".getBytes(UTF_8);
    framing.accept(ByteBuffer.wrap(snowman, 0, 2), this::line);
    framing.accept(ByteBuffer.wrap(snowman, 2, 2), this::line);

    assertThat(lines).containsExactly("☃");
  }

  @Test
  void handsOnTooLongLinesInMarkedPieces() {
    reads("x".repeat(2 * MAX) + "yz\nshort\n");

    assertThat(lines).containsExactly("x".repeat(MAX), "x".repeat(MAX), "yz", "short");
    assertThat(cuts).containsExactly(true, true, false, false);
  }

  @Test
  void leavesALineOfExactlyTheGreatestLengthWhole() {
    reads("x".repeat(MAX), "\n");

    assertThat(lines).containsExactly("x".repeat(MAX));
    assertThat(cuts).containsExactly(false);
  }

  @Test
  void tearsNoCharacterWhereItCutsALongLine() {
    String clefs = "a" + "𝄞".repeat(MAX / 4);
    reads(clefs + "\n");

    assertThat(lines).hasSize(2);
    assertThat(String.join("", lines)).isEqualTo(clefs);
  }

  @Test
  void readsBuffersWithoutAnArrayFromTheirPositionOn() {
    ByteBuffer direct = ByteBuffer.allocateDirect(100).put("..one\ntwo\n".getBytes(UTF_8)).flip();
    framing.accept(direct.position(2), this::line);

    assertThat(lines).containsExactly("one", "two");
    assertThat(direct.position()).isEqualTo(2);
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void findsTheSameLinesHoweverTheBytesAreRead(int seed) {
    var random = new Random(seed);
    byte[] bytes = randomBytes(random);

    List<Piece> inOneRead = frame(bytes, bytes.length, random);
    List<Piece> inManyReads = frame(bytes, 1 + random.nextInt(100_000), random);

    assertThat(inManyReads).isEqualTo(inOneRead);
    assertThat(joined(inOneRead)).isEqualTo(withPlainEnds(bytes));
  }

  /** Bytes as characters 0 to 255. */
  private record Piece(String bytes, boolean isCut) {}

  /** Random, but rich in what matters: ends of lines, torn characters and long lines. */
  private static byte[] randomBytes(Random random) {
    var bytes = new ByteArrayOutputStream();
    int parts = random.nextInt(40);
    for (int i = 0; i < parts; i++) {
      switch (random.nextInt(6)) {
        case 0 -> bytes.writeBytes("\n".getBytes(UTF_8));
        case 1 -> bytes.writeBytes("\r\n".getBytes(UTF_8));
        case 2 -> bytes.writeBytes("é☃𝄞".repeat(random.nextInt(10)).getBytes(UTF_8));
        case 3 -> bytes.writeBytes("𝄞".repeat(random.nextInt(MAX / 2)).getBytes(UTF_8));
        case 4 -> bytes.writeBytes("\r".getBytes(UTF_8));
        default -> bytes.writeBytes(noise(random));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(300)];
    random.nextBytes(noise);
    return noise;
  }

  private static List<Piece> frame(byte[] bytes, int longestRead, Random random) {
    var pieces = new ArrayList<Piece>();
    LineFraming.Lines collect =
        (line, offset, length, isCut) ->
            pieces.add(new Piece(new String(line, offset, length, ISO_8859_1), isCut));
    var framing = LineFraming.atLineStart();
    int from = 0;
    while (from < bytes.length) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(longestRead));
      framing.accept(ByteBuffer.wrap(bytes, from, length), collect);
      from += length;
    }
    framing.end(collect);
    return pieces;
  }

  private static String joined(List<Piece> pieces) {
    return pieces.stream()
        .map(piece -> piece.isCut() ? piece.bytes() : piece.bytes() + "\n")
        .collect(Collectors.joining());
  }

  /** What the lines hold together: all bytes, but each end of a line, and the last, a line feed. */
  private static String withPlainEnds(byte[] bytes) {
    String text = new String(bytes, ISO_8859_1).replace("\r\n", "\n");
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }

  private void reads(String... reads) {
    for (String read : reads) {
      framing.accept(bytes(read), this::line);
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private void line(byte[] bytes, int offset, int length, boolean isCut) {
    lines.add(new String(bytes, offset, length, UTF_8));
    cuts.add(isCut);
  }
}
