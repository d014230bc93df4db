package dev.troupe.cli.boot;

import java.nio.file.Path;
import java.util.List;

/** launchd, the init system of macOS. */
public record Launchd() implements InitSystem {

  @Override
  public String name() {
    return "launchd";
  }

  @Override
  public boolean needsRoot() {
    return true;
  }

  /** A daemon starts at boot; an agent only when its user logs in. */
  @Override
  public Path file(BootService service) {
    return Path.of("/Library/LaunchDaemons", service.name() + ".plist");
  }

  /**
   * The job is the command, which ends once the apps run: launchd must leave alone what it started.
   */
  @Override
  public String text(BootService service) {
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" \
    "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <!-- %s. -->
    <plist version="1.0">
    <dict>
      <key>Label</key>
      <string>%s</string>
      <key>UserName</key>
      <string>%s</string>
      <key>ProgramArguments</key>
      <array>
        <string>%s</string>
        <string>resurrect</string>
      </array>
      <key>EnvironmentVariables</key>
      <dict>
    %s  </dict>
      <key>RunAtLoad</key>
      <true/>
      <key>AbandonProcessGroup</key>
      <true/>
      <key>SoftResourceLimits</key>
      <dict>
        <key>NumberOfFiles</key>
        <integer>%d</integer>
      </dict>
    </dict>
    </plist>
    """
        .formatted(
            BootService.MARK,
            escaped(service.name()),
            escaped(service.user()),
            escaped(service.program().toString()),
            variables(service),
            BootService.OPEN_FILES);
  }

  private static String variables(BootService service) {
    var text = new StringBuilder();
    service
        .variables()
        .forEach(
            (name, value) ->
                text.append("    <key>%s</key>\n".formatted(escaped(name)))
                    .append("    <string>%s</string>\n".formatted(escaped(value))));
    return text.toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public boolean isProgram() {
    return false;
  }

  /** What lies in the folder is loaded at boot, unless it was disabled once. */
  @Override
  public List<List<String>> enabling(BootService service) {
    return List.of(List.of("launchctl", "enable", "system/" + service.name()));
  }

  @Override
  public List<List<String>> disabling(BootService service) {
    return List.of();
  }

  @Override
  public List<List<String>> forgetting(BootService service) {
    return List.of();
  }
}
