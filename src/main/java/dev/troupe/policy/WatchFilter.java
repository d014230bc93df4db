package dev.troupe.policy;

import dev.troupe.model.AppSpec;
import dev.troupe.model.LogFiles;
import dev.troupe.model.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Which files an app watches. Paths are absolute, with slashes.
 *
 * <p>What is ignored in any case: the app's own logs and pid files, {@code .git}, and what editors
 * put beside a file while they save it. Otherwise each restart could cause the next one.
 */
public final class WatchFilter {
  /** PM2's, if nothing is named. */
  private static final Pattern USUALLY_IGNORED = Pattern.compile("/\\.|node_modules");

  /** Of vim, emacs, JetBrains, kate and gedit, and of rsync. */
  private static final Pattern PASSING =
      Pattern.compile(
          "(?:4913|.*~|\\..*\\.sw.|\\.#.*|#.*#|.*___jb_(?:tmp|old)___|\\.goutputstream-.*"
              + "|\\.[^/]+\\.[A-Za-z0-9]{6})");

  private final String base;
  private final int depth;
  private final List<String> roots = new ArrayList<>();
  private final List<Predicate<String>> wanted = new ArrayList<>();
  private final List<Predicate<String>> ignored = new ArrayList<>();

  private WatchFilter(String base, int depth) {
    this.base = base;
    this.depth = depth;
  }

  /** What a declaration asks for. */
  public static WatchFilter of(AppSpec spec) {
    var watch = spec.watch();
    var cwd = watch.options().cwd().isEmpty() ? spec.program().cwd() : watch.options().cwd();
    var filter = new WatchFilter(cwd, watch.options().depth());
    filter.wants(watch.paths().isEmpty() ? List.of(".") : watch.paths());
    filter.ignores(watch);
    filter.ignoresOwn(spec.logs());
    return filter;
  }

  /** Files and folders to look at, whatever is below them. */
  public List<String> roots() {
    return List.copyOf(roots);
  }

  /** Whether a change of this file matters. */
  public boolean matters(String path) {
    return !isIgnored(path)
        && !PASSING.matcher(nameOf(path)).matches()
        && wanted.stream().anyMatch(one -> one.test(path));
  }

  /** Whether there may be something of interest in this folder. */
  public boolean enters(String folder) {
    return !isIgnored(folder) && levels(belowRoot(folder)) <= depth;
  }

  private static long levels(String path) {
    return path.chars().filter(letter -> letter == '/').count();
  }

  private boolean isIgnored(String path) {
    return path.contains("/.git/")
        || path.endsWith("/.git")
        || ignored.stream().anyMatch(one -> one.test(path));
  }

  private void wants(List<String> paths) {
    for (var written : paths) {
      var path = resolve(written);
      if (Glob.isOne(written)) {
        var glob = Glob.compile(path);
        roots.add(rootOf(path));
        wanted.add(file -> glob.matcher(file).matches());
      } else {
        roots.add(path);
        wanted.add(file -> isWithin(file, path));
      }
    }
  }

  private void ignores(Watch watch) {
    if (watch.ignored().isEmpty()) {
      ignored.add(path -> USUALLY_IGNORED.matcher(belowRoot(path)).find());
    }
    watch.ignored().forEach(written -> ignored.add(ignoring(written)));
  }

  private Predicate<String> ignoring(String written) {
    if (written.indexOf('\\') >= 0) {
      return matching(written);
    }
    if (written.indexOf('/') < 0) {
      var name = Glob.compile(written);
      return path -> names(path).anyMatch(one -> name.matcher(one).matches());
    }
    var glob = Glob.compile(resolve(written));
    return path -> withParents(path).anyMatch(one -> glob.matcher(one).matches());
  }

  /** What has a backslash in it is a regular expression, as PM2's users write them. */
  private Predicate<String> matching(String written) {
    try {
      var regex = Pattern.compile(written);
      return path -> regex.matcher(belowRoot(path)).find();
    } catch (PatternSyntaxException _) {
      return path -> path.contains(written);
    }
  }

  /** Instances and rotated files add to the names of logs and pid files. */
  private void ignoresOwn(LogFiles logs) {
    Stream.of(logs.out(), logs.error(), logs.pid())
        .forEach(path -> ignored.add(own(path).asMatchPredicate()));
    var both = logs.both();
    if (both != null) {
      ignored.add(own(both).asMatchPredicate());
    }
  }

  private static Pattern own(String path) {
    int dot = path.lastIndexOf('.');
    int end = dot > path.lastIndexOf('/') + 1 ? dot : path.length();
    return Pattern.compile(
        Pattern.quote(path.substring(0, end))
            + "([-_][^/]*)?"
            + Pattern.quote(path.substring(end))
            + "(\\.[^/]*)?");
  }

  private Stream<String> names(String path) {
    return Stream.of(belowRoot(path).split("/", -1)).filter(name -> !name.isEmpty());
  }

  /** Without the folder that was named: what that is called was the user's choice. */
  private String belowRoot(String path) {
    return Stream.concat(roots.stream(), Stream.of(base))
        .filter(root -> isWithin(path, root))
        .findFirst()
        .map(root -> path.substring(root.length()))
        .orElse(path);
  }

  private static Stream<String> withParents(String path) {
    return Stream.iterate(
        path, one -> !one.isEmpty(), one -> one.substring(0, Math.max(0, one.lastIndexOf('/'))));
  }

  private static boolean isWithin(String path, String folder) {
    return path.equals(folder) || path.startsWith(folder.endsWith("/") ? folder : folder + "/");
  }

  /** What comes before the first name with a pattern in it. */
  private static String rootOf(String glob) {
    var root = new StringBuilder();
    for (var name : glob.substring(1).split("/", -1)) {
      if (Glob.isOne(name)) {
        break;
      }
      root.append('/').append(name);
    }
    return root.isEmpty() ? "/" : root.toString();
  }

  /** Absolute, without dots. */
  private String resolve(String written) {
    var names = new ArrayList<String>();
    var whole = written.startsWith("/") ? written : base + "/" + written;
    for (var name : whole.split("/", -1)) {
      if (name.equals("..") && !names.isEmpty()) {
        names.removeLast();
      } else if (!name.isEmpty() && !name.equals(".") && !name.equals("..")) {
        names.add(name);
      }
    }
    return "/" + String.join("/", names);
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
