import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * Makes the lambdas of one Scala class plain ones, like those of Java.
 *
 * <p>Every lambda of Scala is serializable and has a bridge with the parameter types it was written
 * with. The JVM takes neither into a class archive, so the daemon would generate 350 classes at
 * each start, a quarter of its time. Nobody here serializes lambdas, and nobody can call the
 * bridges: Scala's function types do not declare them.
 *
 * <p>Only the table of bootstrap methods changes (JVMS 4.7.23), and the constant pool grows by
 * {@code LambdaMetafactory.metafactory}. Code stays as it is.
 */
class PlainLambdas {
  private static final String METAFACTORY_TYPE =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;"
          + "Ljava/lang/invoke/MethodType;Ljava/lang/invoke/MethodHandle;"
          + "Ljava/lang/invoke/MethodType;)Ljava/lang/invoke/CallSite;";
  private static final String FUNCTION_TYPE =
      ".*\\)Lscala/(Function\\d+|runtime/java8/JFunction[^/]+);";

  /** {@code LambdaMetafactory.FLAG_SERIALIZABLE}, alone and with {@code FLAG_BRIDGES}. */
  private static final int SERIALIZABLE = 1;

  private static final int SERIALIZABLE_WITH_BRIDGES = 5;

  /** Tags of constants (JVMS 4.4). */
  private static final int INTEGER = 3;

  private static final int HANDLE = 15;
  private static final int DYNAMIC_CALL = 18;

  private final byte[] bytes;
  private final ByteBuffer buffer;

  /** Where each constant begins; 0 for numbers that are not used. */
  private final int[] constants;

  private final int poolEnd;

  private PlainLambdas(byte[] bytes) {
    this.bytes = bytes;
    this.buffer = ByteBuffer.wrap(bytes);
    this.constants = new int[number(8)];
    int position = 10;
    for (int i = 1; i < constants.length; i++) {
      constants[i] = position;
      int tag = bytes[position];
      position += constantLength(position);
      // Long and double take two numbers.
      i += tag == 5 || tag == 6 ? 1 : 0;
    }
    this.poolEnd = position;
  }

  /** The same class with plain lambdas; the very same bytes if there is nothing to change. */
  static byte[] in(byte[] bytes) {
    var before = new PlainLambdas(bytes);
    int handle = before.altMetafactory();
    int table = handle == 0 ? 0 : before.bootstrapMethods();
    return table == 0 ? bytes : before.rewritten(handle, table);
  }

  private byte[] rewritten(int handle, int table) {
    try {
      var entries = entries(handle, table);
      var result = new ByteArrayOutputStream(bytes.length + entries.length);
      var out = new DataOutputStream(result);
      out.write(bytes, 0, 8);
      out.writeShort(constants.length + 5);
      out.write(bytes, 10, poolEnd - 10);
      writeMetafactory(out, handle);
      out.write(bytes, poolEnd, table + 2 - poolEnd);
      out.writeInt(entries.length);
      out.write(entries);
      int rest = table + 6 + buffer.getInt(table + 2);
      out.write(bytes, rest, bytes.length - rest);
      return result.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Five constants; the last is the handle of {@code metafactory}. */
  private void writeMetafactory(DataOutputStream out, int altMetafactory) throws IOException {
    int first = constants.length;
    out.writeByte(1);
    out.writeUTF("metafactory");
    out.writeByte(1);
    out.writeUTF(METAFACTORY_TYPE);
    out.writeByte(12);
    out.writeShort(first);
    out.writeShort(first + 1);
    out.writeByte(10);
    out.writeShort(number(methodOf(altMetafactory) + 1));
    out.writeShort(first + 2);
    out.writeByte(HANDLE);
    out.writeByte(6);
    out.writeShort(first + 3);
  }

  private byte[] entries(int altMetafactory, int table) throws IOException {
    var entries = new ByteArrayOutputStream();
    var out = new DataOutputStream(entries);
    int position = table + 6;
    int count = number(position);
    out.writeShort(count);
    position += 2;
    for (int i = 0; i < count; i++) {
      int length = 4 + 2 * number(position + 2);
      if (number(position) == altMetafactory && canBePlain(i, position)) {
        out.writeShort(constants.length + 4);
        out.writeShort(3);
        out.write(bytes, position + 4, 6);
      } else {
        out.write(bytes, position, length);
      }
      position += length;
    }
    return entries.toByteArray();
  }

  /** Arguments: three as of {@code metafactory}, flags, number of bridges, bridges. */
  private boolean canBePlain(int entry, int position) {
    return switch (number(position + 2)) {
      case 4 -> integer(number(position + 10)) == SERIALIZABLE;
      case 6 ->
          integer(number(position + 10)) == SERIALIZABLE_WITH_BRIDGES && makesFunctions(entry);
      default -> false;
    };
  }

  private boolean makesFunctions(int entry) {
    return IntStream.range(1, constants.length)
        .filter(i -> tag(i) == DYNAMIC_CALL && number(constants[i] + 1) == entry)
        .allMatch(i -> text(number(nameAndType(constants[i]) + 3)).matches(FUNCTION_TYPE));
  }

  /** Number of the handle of {@code altMetafactory}; 0 if there is none. */
  private int altMetafactory() {
    return IntStream.range(1, constants.length)
        .filter(i -> tag(i) == HANDLE)
        .filter(i -> text(number(nameAndType(methodOf(i)) + 1)).equals("altMetafactory"))
        .findFirst()
        .orElse(0);
  }

  /** Where the attribute begins; 0 if there is none. */
  private int bootstrapMethods() {
    int interfaces = poolEnd + 6;
    int position = afterMembers(afterMembers(interfaces + 2 + 2 * number(interfaces)));
    int count = number(position);
    position += 2;
    for (int i = 0; i < count; i++) {
      if (text(number(position)).equals("BootstrapMethods")) {
        return position;
      }
      position = afterAttribute(position);
    }
    return 0;
  }

  private int afterMembers(int start) {
    int position = start + 2;
    for (int member = number(start); member > 0; member--) {
      int attributes = number(position + 6);
      position += 8;
      for (int i = 0; i < attributes; i++) {
        position = afterAttribute(position);
      }
    }
    return position;
  }

  private int afterAttribute(int position) {
    return position + 6 + buffer.getInt(position + 2);
  }

  private int constantLength(int position) {
    return switch (bytes[position]) {
      case 1 -> 3 + number(position + 1);
      case 5, 6 -> 9;
      case 7, 8, 16, 19, 20 -> 3;
      case HANDLE -> 4;
      default -> 5;
    };
  }

  private int methodOf(int handle) {
    return constants[number(constants[handle] + 2)];
  }

  private int nameAndType(int member) {
    return constants[number(member + 3)];
  }

  private int tag(int constant) {
    return constants[constant] == 0 ? 0 : bytes[constants[constant]];
  }

  private int integer(int constant) {
    return tag(constant) == INTEGER ? buffer.getInt(constants[constant] + 1) : 0;
  }

  private String text(int constant) {
    int position = constants[constant];
    return new String(bytes, position + 3, number(position + 1), StandardCharsets.UTF_8);
  }

  private int number(int position) {
    return buffer.getShort(position) & 0xffff;
  }
}
