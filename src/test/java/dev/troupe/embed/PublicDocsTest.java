package dev.troupe.embed;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others may use has a comment, and the examples in the documentation are compiled. */
class PublicDocsTest {
  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
  private static final Path SOURCES = Path.of("src/main/java");

  private static JavacTask task(StandardJavaFileManager files, List<Path> sources) {
    return (JavacTask)
        COMPILER.getTask(
            null,
            files,
            null,
            List.of("-proc:none", "-d", System.getProperty("java.io.tmpdir")),
            null,
            files.getJavaFileObjectsFromPaths(sources));
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev/troupe/embed", "dev/troupe/testkit"})
  void everythingPublicHasAComment(String folder) throws IOException {
    try (var files = COMPILER.getStandardFileManager(null, null, null);
        var sources = Files.list(SOURCES.resolve(folder))) {
      var task = task(files, sources.filter(file -> file.toString().endsWith(".java")).toList());
      var seeker = new Seeker(DocTrees.instance(task));
      for (var unit : task.parse()) {
        seeker.scan(unit, null);
      }
      assertThat(seeker.withoutComment).isEmpty();
    }
  }

  /** Looks for public types and methods without a comment. */
  private static final class Seeker extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final DocTrees docs;
    private final List<String> withoutComment = new ArrayList<>();

    Seeker(DocTrees docs) {
      this.docs = docs;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void unused) {
      if (!isOpen(type.getModifiers())) {
        return null;
      }
      note(type.getSimpleName().toString());
      return super.visitClass(type, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void unused) {
      boolean isOverriding =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(it -> it.getAnnotationType().toString().equals("Override"));
      boolean isOfRecord =
          getCurrentPath().getParentPath().getLeaf().getKind() == Tree.Kind.RECORD
              && method.getReturnType() == null;
      if (isOpen(method.getModifiers()) && !isOverriding && !isOfRecord) {
        note(method.getName().toString());
      }
      return null;
    }

    private void note(String name) {
      if (docs.getDocComment(getCurrentPath()) == null) {
        withoutComment.add(unit() + " " + name);
      }
    }

    private String unit() {
      return Path.of(getCurrentPath().getCompilationUnit().getSourceFile().getName())
          .getFileName()
          .toString();
    }

    private boolean isOpen(ModifiersTree modifiers) {
      return modifiers.getFlags().contains(Modifier.PUBLIC)
          || (isMemberOfInterface() && !modifiers.getFlags().contains(Modifier.PRIVATE));
    }

    private boolean isMemberOfInterface() {
      TreePath parent = getCurrentPath().getParentPath();
      return parent != null
          && !(parent.getLeaf() instanceof CompilationUnitTree)
          && parent.getLeaf().getKind() == Tree.Kind.INTERFACE;
    }
  }

  @Test
  void theExamplesInTheDocumentationAreCompiled() throws IOException {
    var folder = Files.createTempDirectory("examples");
    var examples = new ArrayList<Path>();
    for (var page : List.of(Path.of("docs/embedding.md"), Path.of("README.md"))) {
      for (var example : examples(page)) {
        var file = folder.resolve("Example" + examples.size() + ".java");
        examples.add(Files.writeString(file, example));
      }
    }
    assertThat(examples).hasSizeGreaterThan(1);
    try (var files = COMPILER.getStandardFileManager(null, null, null)) {
      var problems = new DiagnosticCollector<JavaFileObject>();
      var options = List.of("-proc:none", "-d", folder.toString());
      var sources = files.getJavaFileObjectsFromPaths(examples);
      COMPILER.getTask(null, files, problems, options, null, sources).call();
      assertThat(problems.getDiagnostics()).isEmpty();
    } finally {
      try (var left = Files.walk(folder)) {
        left.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
  }

  private static List<String> examples(Path page) throws IOException {
    return Stream.of(Files.readString(page).split("```"))
        .filter(block -> block.startsWith("java\n"))
        .map(block -> block.substring("java\n".length()))
        // A compact source file has one.
        .map(block -> block.contains("void main()") ? block : block + "void main() {}\n")
        .toList();
  }
}
