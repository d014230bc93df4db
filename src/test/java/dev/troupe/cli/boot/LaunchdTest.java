package dev.troupe.cli.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

class LaunchdTest {
  private final BootService service =
      new BootService(
          "troupe-deploy",
          "deploy",
          Path.of("/Users/deploy/.troupe/pm2.pid"),
          Path.of("/Applications/R&D/troupe"),
          new TreeMap<>(Map.of("PATH", "/usr/bin:/<bin>")),
          false);

  @Test
  void describesAJobInXml() throws Exception {
    assertThat(new Launchd().file(service))
        .hasToString("/Library/LaunchDaemons/troupe-deploy.plist");
    assertThat(elements(new Launchd().text(service)))
        .containsSubsequence("key Label", "string troupe-deploy")
        .containsSubsequence("key UserName", "string deploy")
        .containsSubsequence(
            "key ProgramArguments", "string /Applications/R&D/troupe", "string resurrect")
        .containsSubsequence("key PATH", "string /usr/bin:/<bin>")
        .containsSubsequence("key RunAtLoad", "true ", "key AbandonProcessGroup", "true ");
  }

  /** The elements without children, in their order. */
  private static List<String> elements(String xml) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    var document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    var found = new ArrayList<String>();
    collect(document.getDocumentElement(), found);
    return found;
  }

  private static void collect(Node node, List<String> found) {
    var children = node.getChildNodes();
    boolean isLeaf = true;
    for (int at = 0; at < children.getLength(); at++) {
      if (children.item(at).getNodeType() == Node.ELEMENT_NODE) {
        isLeaf = false;
        collect(children.item(at), found);
      }
    }
    if (isLeaf) {
      found.add(node.getNodeName() + " " + node.getTextContent().strip());
    }
  }
}
