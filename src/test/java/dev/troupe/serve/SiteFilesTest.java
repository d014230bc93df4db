package dev.troupe.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.troupe.serve.SiteFiles.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteFilesTest {
  @TempDir Path folder;

  private Path site;

  @BeforeEach
  void writeSite() throws IOException {
    site = Files.createDirectories(folder.toRealPath().resolve("site"));
    for (var name : List.of("a.js", "docs/index.html", "empty/x/y.txt", ".env", ".git/config")) {
      write(name);
    }
    Files.writeString(folder.resolve("secret"), "secret");
  }

  @Test
  void findsFilesAndIndexes() throws IOException {
    write("index.html");
    assertThat(find("a.js", false)).isEqualTo(page("a.js"));
    assertThat(find("", true)).isEqualTo(page("index.html"));
    assertThat(find("docs", true)).isEqualTo(page("docs/index.html"));
    assertThat(find("docs", false)).isEqualTo(new Found.FolderWithoutSlash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope",
        "..|secret",
        "docs|..|..|secret",
        "../secret",
        ".env",
        ".git|config",
        "empty"
      })
  void findsNothingThatIsNotMeantToBeServed(String path) throws IOException {
    assertThat(find(path, false)).isEqualTo(new Found.Nothing(Optional.empty()));
  }

  @Test
  void takesNoFileForAFolder() throws IOException {
    assertThat(find("a.js", true)).isEqualTo(new Found.Nothing(Optional.empty()));
  }

  @Test
  void followsLinksOnlyWithinTheRoot() throws IOException {
    Files.createSymbolicLink(site.resolve("inner.js"), Path.of("a.js"));
    Files.createSymbolicLink(site.resolve("outer"), folder.resolve("secret"));
    Files.createSymbolicLink(site.resolve("up"), folder);
    assertThat(find("inner.js", false)).isEqualTo(page("a.js"));
    assertThat(find("outer", false)).isEqualTo(new Found.Nothing(Optional.empty()));
    assertThat(find("up|secret", false)).isEqualTo(new Found.Nothing(Optional.empty()));
  }

  @Test
  void servesWhatCertificateAuthoritiesAskFor() throws IOException {
    write(".well-known/acme-challenge/token");
    assertThat(find(".well-known|acme-challenge|token", false))
        .isEqualTo(page(".well-known/acme-challenge/token"));
  }

  @Test
  void showsTheSitesOwnPageWhereNothingIs() throws IOException {
    write("404.html");
    assertThat(find("nope", false))
        .isEqualTo(new Found.Nothing(Optional.of(site.resolve("404.html"))));
  }

  @Test
  void givesASinglePageApplicationItsPageEverywhereAndItsFilesBelowAnyPath() throws IOException {
    write("app.html");
    var files = new SiteFiles(settings(true, false));
    assertThat(files.find(List.of("x", "y"), false)).isEqualTo(page("app.html"));
    assertThat(files.find(List.of("x", "y", "a.js"), false)).isEqualTo(page("a.js"));
    assertThat(files.find(List.of("x", ".env"), false)).isEqualTo(page("app.html"));
  }

  @Test
  void listsFoldersOnlyIfToldTo() throws IOException {
    var files = new SiteFiles(settings(false, true));
    assertThat(files.find(List.of(), true)).isEqualTo(new Found.Contents(site));
    assertThat(files.names(site)).containsExactly("a.js", "docs/", "empty/");
    assertThat(FolderPage.of("/<x>/", List.of("a b&c")))
        .contains("<h1>/&lt;x>/</h1>", "<a href=\"./a%20b%26c\">a b&amp;c</a>");
  }

  private Found find(String path, boolean endsWithSlash) throws IOException {
    var segments = path.isEmpty() ? List.<String>of() : List.of(path.split("\\|", -1));
    return new SiteFiles(settings(false, false)).find(segments, endsWithSlash);
  }

  private ServeSettings settings(boolean isSinglePage, boolean lists) {
    return new ServeSettings("127.0.0.1", 0, site, isSinglePage, lists, "app.html", null);
  }

  private Found page(String name) {
    return new Found.Page(site.resolve(name));
  }

  private void write(String name) throws IOException {
    var file = site.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, name);
  }
}
