import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Checks or rewrites all Java sources below a folder: {@code Format check|replace|off FOLDER}. */
class Format {
  static void main(String[] args) throws IOException {
    if (args[0].equals("off")) {
      return;
    }
    var options =
        args[0].equals("replace")
            ? Stream.of("--replace")
            : Stream.of("--dry-run", "--set-exit-if-changed");
    try (var files = Files.walk(Path.of(args[1]))) {
      var sources = files.map(Path::toString).filter(name -> name.endsWith(".java"));
      Main.main(Stream.concat(options, sources).toArray(String[]::new));
    }
  }
}
