import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Puts together what runs: {@code Assemble TARGET VERSION BEGIN PICOCLI CLASSPATH}, after the jar
 * is built; PICOCLI is the folder of picocli's classes.
 *
 * <p>Each build gets a folder of its own, {@code TARGET/dist/KEY}, since a daemon that runs loads
 * classes from its jars as it needs them: they must stay while the next build comes and goes.
 * {@code TARGET/dist/current} names the last one; it is as old as the begin of the build, so that
 * sources which have changed since are newer. {@code TARGET/distribution} is the same once more,
 * under a name that stays, to be packed.
 */
class Assemble {
  /** Folders kept beside the current one, used or not. */
  private static final int KEPT = 2;

  private static final String NOTICE =
      "Changed by Troupe's build: lambdas are not serializable, so that class archives take them.";

  private final Path target;
  private final Instant begin;
  private final List<Path> own;

  private Assemble(Path target, String version, Instant begin) {
    this.target = target;
    this.begin = begin;
    this.own =
        List.of(
            target.resolve("troupe-" + version + ".jar"),
            target.resolve("troupe-" + version + "-picocli.jar"));
  }

  static void main(String[] args) throws IOException {
    var jars =
        Stream.of(args[4].split(File.pathSeparator))
            .filter(name -> name.endsWith(".jar"))
            .map(Path::of)
            .filter(jar -> !name(jar).startsWith("picocli-"))
            .toList();
    new Assemble(Path.of(args[0]), args[1], Instant.parse(args[2])).run(Path.of(args[3]), jars);
  }

  private void run(Path picocli, List<Path> dependencies) throws IOException {
    pack(picocli, own.getLast());
    var libraries = libraries(dependencies);
    var dist = Files.createDirectories(target.resolve("dist"));
    var key = key(libraries);
    if (!Files.isDirectory(dist.resolve(key))) {
      fill(dist.resolve(key), libraries);
    }
    var current = Files.writeString(dist.resolve("current.new"), key + "\n");
    Files.setLastModifiedTime(current, FileTime.from(begin));
    Files.move(current, dist.resolve("current"), StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(dist.resolve(key), FileTime.from(Instant.now()));
    fill(target.resolve("distribution"), libraries);
    removeOld(dist);
  }

  /** The same bytes from the same classes. */
  private static void pack(Path classes, Path jar) throws IOException {
    try (var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(jar)));
        var files = Files.walk(classes)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        var entry = new ZipEntry(classes.relativize(file).toString());
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        out.putNextEntry(entry);
        out.write(Files.readAllBytes(file));
        out.closeEntry();
      }
    }
  }

  /** The jars needed at run time, made ready for archives; kept from build to build. */
  private List<Path> libraries(List<Path> dependencies) throws IOException {
    var lib = Files.createDirectories(target.resolve("libraries"));
    var libraries = new ArrayList<Path>();
    for (var dependency : dependencies) {
      var library = lib.resolve(name(dependency));
      if (!Files.exists(library) || isNewer(dependency, library)) {
        var unfinished = lib.resolve(name(dependency) + ".new");
        copyWithPlainLambdas(dependency, unfinished);
        Files.move(unfinished, library, StandardCopyOption.REPLACE_EXISTING);
      }
      libraries.add(library);
    }
    return libraries;
  }

  private static boolean isNewer(Path one, Path other) throws IOException {
    return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) > 0;
  }

  private static void copyWithPlainLambdas(Path from, Path to) throws IOException {
    try (var in = new ZipInputStream(new BufferedInputStream(Files.newInputStream(from)));
        var out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(to)))) {
      out.setComment(NOTICE);
      for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        var bytes = in.readAllBytes();
        var copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(entry.getName().endsWith(".class") ? PlainLambdas.in(bytes) : bytes);
        out.closeEntry();
      }
    }
  }

  /** The same for the same content. */
  private String key(List<Path> libraries) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var library : libraries) {
        digest.update((name(library) + " " + Files.size(library) + "\n").getBytes());
      }
      for (var jar : own) {
        digest.update(Files.readAllBytes(jar));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void fill(Path folder, List<Path> libraries) throws IOException {
    var unfinished = folder.resolveSibling(name(folder) + ".new");
    remove(unfinished);
    Files.createDirectories(unfinished.resolve("lib"));
    Files.copy(own.getFirst(), unfinished.resolve(name(own.getFirst())));
    Files.copy(own.getLast(), unfinished.resolve("lib").resolve(name(own.getLast())));
    for (var library : libraries) {
      link(unfinished.resolve("lib").resolve(name(library)), library);
    }
    remove(folder);
    Files.move(unfinished, folder);
  }

  /** Another name for the same file costs no space; where there is no such thing, a copy. */
  private static void link(Path link, Path file) throws IOException {
    try {
      Files.createLink(link, file);
    } catch (IOException | UnsupportedOperationException e) {
      Files.copy(file, link, StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Removes folders of earlier builds that no process was started from. */
  private static void removeOld(Path dist) throws IOException {
    var commands =
        ProcessHandle.allProcesses()
            .flatMap(process -> process.info().commandLine().stream())
            .collect(Collectors.toSet());
    try (var folders = Files.list(dist)) {
      folders
          .filter(Files::isDirectory)
          .sorted(Comparator.comparing(Assemble::age).reversed())
          .skip(1 + KEPT)
          .filter(folder -> isUnused(folder, commands))
          .forEach(Assemble::remove);
    }
  }

  private static boolean isUnused(Path folder, Set<String> commands) {
    var path = folder.toAbsolutePath().normalize().toString();
    return commands.stream().noneMatch(command -> command.contains(path));
  }

  private static FileTime age(Path folder) {
    try {
      return Files.getLastModifiedTime(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName());
  }
}
