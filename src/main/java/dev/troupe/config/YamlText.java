package dev.troupe.config;

import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML with anchors and merge keys, and with the plain values of YAML 1.2 as PM2's parser has
 * them: {@code no} and {@code 22:22} are texts.
 */
final class YamlText {
  /** SnakeYAML's own limit is 50, which an anchor within itself evades. */
  private static final int DEEPEST = 100;

  private YamlText() {}

  /**
   * Reads a text.
   *
   * @param file what error lines call it
   */
  static Parsed parse(String file, String text) throws MalformedFile {
    try {
      var root = plain(yaml().load(text), 0);
      return new Parsed(root, root == null ? Map.of() : places(file, text));
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw MalformedFile.at(
          file,
          mark == null ? 0 : mark.getLine() + 1,
          mark == null ? 0 : mark.getColumn() + 1,
          e.getProblem(),
          FileFormat.YAML);
    } catch (YAMLException e) {
      throw MalformedFile.at(file, 0, 0, String.valueOf(e.getMessage()), FileFormat.YAML);
    }
  }

  private static Yaml yaml() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    var dumping = new DumperOptions();
    return new Yaml(new Numbers(options), new Representer(dumping), dumping, options, new Plain());
  }

  private static @Nullable Object plain(@Nullable Object value, int depth) {
    if (depth > DEEPEST) {
      throw new YAMLException("an anchor refers to what it is part of");
    }
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> {
        var members = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, member) -> members.put(String.valueOf(key), plain(member, depth + 1)));
        yield members;
      }
      case Iterable<?> list -> {
        var elements = new ArrayList<@Nullable Object>();
        list.forEach(element -> elements.add(plain(element, depth + 1)));
        yield elements;
      }
      case String _, Number _, Boolean _ -> value;
      default -> String.valueOf(value);
    };
  }

  private static Map<String, String> places(String file, String text) {
    var places = new HashMap<String, String>();
    note(places, file, "", yaml().compose(new StringReader(text)), List.of());
    return places;
  }

  private static void note(
      Map<String, String> places, String file, String path, Node node, List<Node> parents) {
    places.put(path, place(file, node.getStartMark()));
    var family = new ArrayList<>(parents);
    family.add(node);
    if (node instanceof MappingNode map && !parents.contains(node)) {
      for (var member : map.getValue()) {
        if (member.getKeyNode() instanceof ScalarNode key) {
          note(places, file, Parsed.member(path, key.getValue()), member.getValueNode(), family);
        }
      }
    } else if (node instanceof SequenceNode list && !parents.contains(node)) {
      for (int i = 0; i < list.getValue().size(); i++) {
        note(places, file, Parsed.element(path, i), list.getValue().get(i), family);
      }
    }
  }

  private static String place(String file, Mark mark) {
    return file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  /** Whole numbers as YAML 1.2 has them: a zero in front means nothing, where 1.1 has octal. */
  private static final class Numbers extends SafeConstructor {
    Numbers(LoaderOptions options) {
      super(options);
      yamlConstructors.put(
          Tag.INT,
          new AbstractConstruct() {
            @Override
            public Object construct(Node node) {
              return number(constructScalar((ScalarNode) node));
            }
          });
    }

    private static Number number(String text) {
      var number =
          switch (text.length() > 2 ? text.substring(0, 2) : "") {
            case "0x" -> new BigInteger(text.substring(2), 16);
            case "0o" -> new BigInteger(text.substring(2), 8);
            default -> new BigInteger(text);
          };
      return number.bitLength() < Integer.SIZE ? (Number) number.intValueExact() : number;
    }
  }

  /** The core schema of YAML 1.2, and the merge key of 1.1. */
  private static final class Plain extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, Pattern.compile("|~|null|Null|NULL"), "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
      addImplicitResolver(Tag.BOOL, Pattern.compile("true|True|TRUE|false|False|FALSE"), "tTfF");
      addImplicitResolver(
          Tag.INT, Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"), "-+0123456789");
      addImplicitResolver(
          Tag.FLOAT,
          Pattern.compile("[-+]?(?:[0-9]+\\.[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?"),
          "-+0123456789.");
    }
  }
}
