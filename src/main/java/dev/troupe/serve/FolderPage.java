package dev.troupe.serve;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A page that lists what a folder holds. */
final class FolderPage {
  private FolderPage() {}

  /**
   * HTML.
   *
   * @param path of the folder, as it was asked for
   * @param names those of folders end with a slash
   */
  static String of(String path, List<String> names) {
    var page = new StringBuilder("<!doctype html><meta charset=\"utf-8\"><title>");
    page.append(escaped(path)).append("</title><h1>").append(escaped(path)).append("</h1><ul>");
    if (!path.equals("/")) {
      page.append("<li><a href=\"../\">../</a>");
    }
    for (var name : names) {
      page.append("<li><a href=\"./").append(encoded(name)).append("\">");
      page.append(escaped(name)).append("</a>");
    }
    return page.append("</ul>\n").toString();
  }

  private static String encoded(String name) {
    var text = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return text.replace("+", "%20").replace("%2F", "/");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
