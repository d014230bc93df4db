package dev.troupe.config;

import dev.troupe.model.Limits;
import dev.troupe.model.Limits.Ulimit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an app's instances may use. */
final class LimitsReader {
  /** As setrlimit(2) has them. */
  private static final Set<String> RESOURCES =
      Set.of(
          "as",
          "core",
          "cpu",
          "data",
          "fsize",
          "locks",
          "memlock",
          "msgqueue",
          "nice",
          "nofile",
          "nproc",
          "rss",
          "rtprio",
          "rttime",
          "sigpending",
          "stack");

  private static final Pattern LIMIT = Pattern.compile("(\\d{1,18}|unlimited)");
  private static final String REMEDY =
      "give a number, \"unlimited\", or both limits such as \"1024:4096\"";

  private final Declaration app;

  LimitsReader(Declaration app) {
    this.app = app;
  }

  Limits read() {
    return new Limits(
        size(AppFields.MAX_MEMORY_RESTART),
        size(AppFields.MEMORY),
        app.get(AppFields.CPUS).orElse(null),
        app.get(AppFields.NICE).orElse(null),
        app.get(AppFields.OOM_SCORE_ADJ).orElse(null),
        app.get(AppFields.UMASK).orElse(null),
        app.part(AppFields.ULIMITS).map(LimitsReader::ulimits).orElse(List.of()));
  }

  private @Nullable Long size(Field<Long> field) {
    return app.get(field).filter(size -> size > 0).orElse(null);
  }

  private static List<Ulimit> ulimits(Part part) {
    if (!(part.value() instanceof Map)) {
      part.refuse(
          Values.shown(part.value()) + " is not an object", "give one such as { nofile: 65536 }");
    }
    return part.members().entrySet().stream()
        .flatMap(member -> ulimit(member.getKey(), member.getValue()).stream())
        .sorted(Comparator.comparing(Ulimit::resource))
        .toList();
  }

  private static Optional<Ulimit> ulimit(String resource, Part part) {
    if (!RESOURCES.contains(resource)) {
      var hint = Nearest.to(resource, RESOURCES).map(name -> ", such as " + name).orElse("");
      part.refuse("is no resource of setrlimit(2)", "give one of them" + hint);
      return Optional.empty();
    }
    var parts = limits(part);
    if (parts.isEmpty()) {
      part.refuse(Values.shown(part.value()) + " is not a limit", REMEDY);
      return Optional.empty();
    }
    return parts.map(both -> new Ulimit(resource, number(both[0]), number(both[both.length - 1])));
  }

  /** The soft and the hard limit, or one for both. */
  private static Optional<String[]> limits(Part part) {
    var written =
        part.value() instanceof Map
            ? member(part, "soft") + ":" + member(part, "hard")
            : Values.asText(String.valueOf(part.value()));
    var parts = written.split(":", -1);
    boolean fits = parts.length <= 2;
    for (var one : parts) {
      fits &= LIMIT.matcher(one).matches();
    }
    return fits && inOrder(parts) ? Optional.of(parts) : Optional.empty();
  }

  private static String member(Part part, String name) {
    var member = part.members().get(name);
    return member == null ? "" : String.valueOf(member.value());
  }

  private static boolean inOrder(String[] parts) {
    var soft = number(parts[0]);
    var hard = number(parts[parts.length - 1]);
    return hard == null || (soft != null && soft <= hard);
  }

  private static @Nullable Long number(String text) {
    return text.equals("unlimited") ? null : Long.valueOf(text);
  }
}
